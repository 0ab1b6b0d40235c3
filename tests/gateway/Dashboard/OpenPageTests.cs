using System.Net;
using System.Net.WebSockets;
using Orleans.Tx.Gateway.Limits;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Dashboard;

public sealed class OpenPageTests
{
    private readonly Keys _keys = new();

    [Fact]
    public async Task Page_that_is_open_does_not_hold_up_a_stop()
    {
        await using var gateway = await RunningGateway.Start();
        using var page = await OpenPage.Open(gateway);

        await gateway.Stop();

        // Without the clock having moved, so that nothing was waited for.
        await page.Closed();
    }

    [Fact]
    public async Task Page_is_not_opened_anew_while_the_service_stops()
    {
        await using var gateway = await RunningGateway.Start();
        var held = gateway.Service.Hold();
        var slow = gateway.Send(HttpMethod.Get, "/v1/weeks");
        await held.Reached;
        using var page = await OpenPage.Open(gateway);
        var stopping = gateway.Stop();
        await page.Closed();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => OpenPage.Open(gateway));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        held.Release();
        using var answered = await slow;
        await stopping;
    }

    [Fact]
    public async Task Pages_that_are_open_take_nothing_of_what_their_key_may_ask()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security, limits: new GatewayLimits { AtOnce = 1, Pages = 2 });
        var cookie = await SignedIn.Cookie(gateway, _keys.Reading);
        using var first = await OpenPage.Open(gateway, cookie);
        using var second = await OpenPage.Open(gateway, cookie);

        using var asked = await gateway.Send(HttpMethod.Get, "/v1/weeks", request => request.Headers.Add("Cookie", cookie));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => OpenPage.Open(gateway, cookie));
    }

    [Fact]
    public async Task Page_is_opened_only_with_a_session()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => OpenPage.Open(gateway));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Page_is_not_opened_with_a_session_that_was_ended()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        var cookie = await SignedIn.Cookie(gateway, _keys.Reading);
        await SignedIn.Out(gateway, cookie);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => OpenPage.Open(gateway, cookie));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example", false)]
    [InlineData("http://evil.example", true)]
    [InlineData("http://127.0.0.1:1", true)]
    [InlineData("null", true)]
    public async Task Page_of_another_origin_opens_nothing(string origin, bool hasKeys)
    {
        await using var gateway = await RunningGateway.Start(hasKeys ? _keys.Security : null);
        var cookie = hasKeys ? await SignedIn.Cookie(gateway, _keys.Operating) : null;

        await Assert.ThrowsAsync<WebSocketException>(() => OpenPage.Open(gateway, cookie, origin));
    }
}
