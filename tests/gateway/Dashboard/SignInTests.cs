using System.Net;
using Orleans.Tx.Gateway.Dashboard.SignIn;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Dashboard;

public sealed class SignInTests
{
    private readonly Keys _keys = new();

    [Fact]
    public async Task Person_who_signs_in_comes_to_the_page_that_was_asked_for()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var asked = await gateway.Send(HttpMethod.Get, "/cohorts?source=shop&show=share", request => request.Headers.Accept.ParseAdd("text/html"));
        using var entered = await SignedIn.Post(gateway, "/sign-in", new() { ["key"] = _keys.Reading, ["to"] = "/cohorts?source=shop&show=share" });

        Assert.Contains("name=\"to\" value=\"/cohorts?source=shop&amp;show=share\"", await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, "/cohorts?source=shop&show=share"), (entered.StatusCode, entered.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("/?id=ünï", "/?id=%C3%BCn%C3%AF")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/\r\nSet-Cookie: a=b", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public void Person_is_taken_nowhere_else(string? wanted, string address) => Assert.Equal(address, LocalAddress.Of(wanted));

    [Fact]
    public async Task Page_to_sign_in_needs_no_script_and_loads_nothing()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var response = await gateway.Send(HttpMethod.Get, "/", request => request.Headers.Accept.ParseAdd("text/html"));
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_of_a_session_that_was_ended_is_none_any_more()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        var cookie = await SignedIn.Cookie(gateway, _keys.Operating);
        await SignedIn.Out(gateway, cookie);

        using var response = await gateway.Send(HttpMethod.Get, "/v1/weeks", request => request.Headers.Add("Cookie", cookie));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
