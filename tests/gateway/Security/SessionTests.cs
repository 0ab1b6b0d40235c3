using System.Net;
using Orleans.Tx.Gateway.Security;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Security;

public sealed class SessionTests
{
    private readonly Keys _keys = new();

    [Fact]
    public async Task Page_asks_a_person_for_a_key()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var response = await gateway.Send(HttpMethod.Get, "/", request => request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer realm=\"tx\"", response.Headers.WwwAuthenticate.ToString());
        Assert.Contains("<form method=\"post\" action=\"/sign-in\">", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_is_exchanged_for_a_cookie_that_no_script_reads_and_that_does_not_hold_it()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var response = await SignIn(gateway, _keys.Operating);

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (response.StatusCode, response.Headers.Location?.OriginalString));
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Equal(["path=/", "samesite=strict", "httponly"], cookie.Split("; ")[1..]);
        Assert.DoesNotContain(_keys.Operating, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_is_only_sent_over_TLS_where_a_proxy_ends_it()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security with { IsBehindTlsProxy = true });
        using var response = await SignIn(gateway, _keys.Reading, origin: $"https://{gateway.Authority}");

        Assert.Contains("secure", Assert.Single(response.Headers.GetValues("Set-Cookie")).Split("; "));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task Unknown_key_is_told_so_and_gets_no_cookie(string key)
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var response = await SignIn(gateway, key);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Contains("This key is not known.", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    public async Task Other_page_can_t_sign_a_person_in(string? origin)
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var response = await SignIn(gateway, _keys.Operating, origin ?? "");

        Assert.Equal("only pages of this gateway sign in and out", await RunningGateway.Problem(response, HttpStatusCode.Forbidden));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Session_sees_the_page_and_may_what_its_key_may()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        var reading = await Cookie(gateway, _keys.Reading);
        var operating = await Cookie(gateway, _keys.Operating);

        using var page = await Get(gateway, "/", reading);
        Assert.Contains("<form method=\"post\" action=\"/sign-out\"><button class=\"quiet\" title=\"Signed in with the key reader\">Sign out", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var refused = await Pull(gateway, reading, ("Origin", $"http://{gateway.Authority}"));
        using var pulled = await Pull(gateway, operating, ("Origin", $"http://{gateway.Authority}"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (refused.StatusCode, pulled.StatusCode));
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("X-Nothing", "told")]
    public async Task Cookie_changes_nothing_but_from_a_page_of_the_gateway(string header, string value)
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var response = await Pull(gateway, await Cookie(gateway, _keys.Operating), (header, value));

        Assert.Equal(
            "with a session, only pages of this gateway are answered; a program gives a key, as Authorization: Bearer KEY",
            await RunningGateway.Problem(response, HttpStatusCode.Forbidden));
        Assert.DoesNotContain(gateway.Service.Asked, call => call.Contains("pull", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cookie_changes_something_from_a_page_that_the_browser_calls_the_same()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var response = await Pull(gateway, await Cookie(gateway, _keys.Operating), ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Key_that_is_given_counts_before_a_cookie()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var response = await Pull(gateway, await Cookie(gateway, _keys.Operating), ("Authorization", $"Bearer {_keys.Reading}"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Session_ends_after_twelve_hours()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        var cookie = await Cookie(gateway, _keys.Reading);

        gateway.Clock.Advance(Session.Length - TimeSpan.FromMinutes(1));
        using var before = await Get(gateway, "/v1/weeks", cookie);
        gateway.Clock.Advance(TimeSpan.FromMinutes(2));
        using var after = await Get(gateway, "/v1/weeks", cookie);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Session_of_a_process_is_none_in_another()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        await using var anew = await RunningGateway.Start(_keys.Security);
        using var response = await Get(anew, "/v1/weeks", await Cookie(gateway, _keys.Operating));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Cookie_that_was_changed_is_none()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        var cookie = await Cookie(gateway, _keys.Operating);
        using var response = await Get(gateway, "/v1/weeks", cookie[..^6] + (cookie[^6] == 'A' ? 'B' : 'A') + cookie[^5..]);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Signing_out_takes_the_cookie_away()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        var cookie = await Cookie(gateway, _keys.Reading);
        using var response = await gateway.Send(HttpMethod.Post, "/sign-out", request =>
        {
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add("Origin", $"http://{gateway.Authority}");
        });

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.StartsWith("tx-session=; expires=Thu, 01 Jan 1970", Assert.Single(response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_signs_in_where_no_key_is_needed()
    {
        await using var gateway = await RunningGateway.Start();
        using var response = await gateway.Send(HttpMethod.Post, "/sign-in");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.DoesNotContain("Sign out", await gateway.Page("/"), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SignIn(RunningGateway gateway, string key, string? origin = null) => gateway.Send(HttpMethod.Post, "/sign-in", request =>
    {
        if (origin != "")
            request.Headers.Add("Origin", origin ?? $"http://{gateway.Authority}");
        request.Content = new FormUrlEncodedContent([new("key", key)]);
    });

    private static async Task<string> Cookie(RunningGateway gateway, string key)
    {
        using var response = await SignIn(gateway, key);
        return Assert.Single(response.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    private static Task<HttpResponseMessage> Get(RunningGateway gateway, string path, string cookie) =>
        gateway.Send(HttpMethod.Get, path, request => request.Headers.Add("Cookie", cookie));

    private static Task<HttpResponseMessage> Pull(RunningGateway gateway, string cookie, (string Name, string Value) header) =>
        gateway.Send(HttpMethod.Post, "/v1/weeks/2026-W40/pull", request =>
        {
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add(header.Name, header.Value);
        });
}
