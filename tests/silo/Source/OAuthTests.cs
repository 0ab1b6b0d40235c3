using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Source;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>Access tokens that are fetched, kept and renewed.</summary>
public sealed class OAuthTests : IDisposable
{
    private readonly string _secret = Path.GetTempFileName();
    private readonly string _refresh = Path.GetTempFileName();
    private readonly KeptTokens _kept = new();

    public OAuthTests()
    {
        File.WriteAllText(_secret, "client-s3cr3t+\n");
        File.WriteAllText(_refresh, "refresh-secret-0\n");
    }

    public void Dispose()
    {
        File.Delete(_secret);
        File.Delete(_refresh);
    }

    [Fact]
    public async Task Token_is_fetched_in_place_of_a_page_and_used_until_its_end()
    {
        await using var server = new TokenServer();
        using var api = Api(server);
        Assert.Equal(new PageAnswer.Postponed("an access token was fetched", PermitUsed: true), await Fetch(api));
        for (var page = 0; page < 3; page++)
            Assert.IsType<PageAnswer.Fetched>(await Fetch(api));
        Assert.Equal(["/token", "/", "/", "/"], server.Paths);
        Assert.Equal("grant_type=client_credentials&scope=orders%3Aread%20all", Assert.Single(server.TokenBodies));
    }

    [Fact]
    public async Task Token_from_elsewhere_takes_no_permit()
    {
        await using var server = new TokenServer();
        await using var pages = new ApiServer(HttpAnswer.Page());
        using var api = Api(server, settings: ("BaseUrl", pages.Url));
        Assert.Equal(new PageAnswer.Postponed("an access token was fetched", PermitUsed: false), await Fetch(api));
        Assert.IsType<PageAnswer.Fetched>(await Fetch(api));
        Assert.Equal(["/token"], server.Paths);
    }

    [Fact]
    public async Task Client_is_named_in_the_body_where_the_server_does_not_take_it_in_the_header()
    {
        await using var server = new TokenServer(clientInBody: true);
        using var api = Api(server);
        Assert.IsType<PageAnswer.Postponed>(await Fetch(api));
        Assert.IsType<PageAnswer.Postponed>(await Fetch(api));
        Assert.IsType<PageAnswer.Fetched>(await Fetch(api));
        Assert.Equal(["/token", "/token", "/"], server.Paths);
    }

    [Theory]
    [InlineData("invalid_client", 401)]
    [InlineData("invalid_scope", 400)]
    public async Task Refusal_of_the_token_endpoint_is_told_without_secrets(string error, int status)
    {
        await using var server = new TokenServer();
        server.Instead = HttpAnswer.Of(status, $$"""{"error":"{{error}}","saw":"client-s3cr3t+ and client-s3cr3t%2B"}""");
        using var api = Api(server);
        var answer = await Fetch(api);
        if (answer is PageAnswer.Postponed)
            answer = await Fetch(api);
        var message = Assert.IsType<PageAnswer.Refused>(answer).Message;
        Assert.Contains($"The token endpoint answered {status}: ", message, StringComparison.Ordinal);
        Assert.Contains(error, message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(503, "busy")]
    [InlineData(200, "<html>access-1</html>")]
    [InlineData(200, """{"access_token":"access-1","token_type":"mac"}""")]
    [InlineData(200, """{"access_token":"ac\ncess-1"}""")]
    [InlineData(200, """{"access_token":""}""")]
    [InlineData(200, """["access-1"]""")]
    public async Task Answer_without_a_token_is_broken_and_never_quoted(int status, string body)
    {
        await using var server = new TokenServer();
        server.Instead = HttpAnswer.Of(status, body);
        using var api = Api(server);
        var broken = Assert.IsType<PageAnswer.Broken>(await Fetch(api));
        Assert.False(broken.MayArriveLater);
        Assert.DoesNotContain("access-1", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_endpoint_of_the_api_may_limit_the_rate_too()
    {
        await using var server = new TokenServer();
        server.Instead = HttpAnswer.Of(429, "slow down");
        using var api = Api(server);
        Assert.True(Assert.IsType<PageAnswer.RateLimited>(await Fetch(api)).Certain);
    }

    [Fact]
    public async Task Token_that_the_api_no_longer_takes_is_renewed_once()
    {
        await using var server = new TokenServer();
        using var api = Api(server);
        await Fetch(api);
        Assert.IsType<PageAnswer.Fetched>(await Fetch(api));

        server.Forget();
        Assert.IsType<PageAnswer.Broken>(await Fetch(api));
        Assert.IsType<PageAnswer.Postponed>(await Fetch(api));
        Assert.IsType<PageAnswer.Fetched>(await Fetch(api));
        Assert.Equal(["/token", "/", "/", "/token", "/"], server.Paths);
    }

    [Fact]
    public async Task New_token_that_is_refused_too_is_a_refusal_without_the_token()
    {
        await using var server = new TokenServer { RefusesAll = true };
        using var api = Api(server);
        PageAnswer answer = new PageAnswer.Postponed("", false);
        for (var requests = 0; answer is not PageAnswer.Refused; requests++)
        {
            Assert.InRange(requests, 0, 4);
            answer = await Fetch(api);
        }

        Assert.Equal(["/token", "/", "/token", "/"], server.Paths);
        Assert.DoesNotContain("access-2", ((PageAnswer.Refused)answer).Message, StringComparison.Ordinal);
        Assert.Contains("Bearer ***", ((PageAnswer.Refused)answer).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""","expires_in":0.000001""")]
    [InlineData(""","expires_in":"0.000001" """)]
    public async Task Token_at_its_end_is_replaced_and_every_one_is_used(string life)
    {
        await using var server = new TokenServer { Life = life };
        using var api = Api(server);
        for (var round = 0; round < 3; round++)
        {
            Assert.IsType<PageAnswer.Postponed>(await Fetch(api));
            Assert.IsType<PageAnswer.Fetched>(await Fetch(api));
        }

        Assert.Equal(3, server.Given);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","expires_in":null""")]
    [InlineData(""","expires_in":-5""")]
    [InlineData(""","expires_in":1e400""")]
    public async Task Token_whose_life_is_not_told_is_used_until_it_is_refused(string life)
    {
        await using var server = new TokenServer { Life = life };
        using var api = Api(server);
        await Fetch(api);
        for (var page = 0; page < 3; page++)
            Assert.IsType<PageAnswer.Fetched>(await Fetch(api));
        Assert.Equal(1, server.Given);
    }

    [Fact]
    public async Task Many_at_once_fetch_one_token()
    {
        await using var server = new TokenServer();
        using var api = Api(server);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Fetch(api)));
        Assert.Equal(1, server.Given);
        Assert.Single(answers, answer => answer is PageAnswer.Postponed { PermitUsed: true });
        Assert.All(answers, answer => Assert.True(answer is PageAnswer.Postponed or PageAnswer.Fetched));
    }

    [Fact]
    public async Task Refresh_token_that_rotates_is_kept_over_restarts()
    {
        await using var server = new TokenServer { Rotates = true, Life = ""","expires_in":0.000001""" };
        for (var start = 0; start < 3; start++)
        {
            using var api = Api(server, refresh: true);
            for (var round = 0; round < 2; round++)
            {
                Assert.IsType<PageAnswer.Postponed>(await Fetch(api));
                Assert.IsType<PageAnswer.Fetched>(await Fetch(api));
            }
        }

        Assert.Equal("refresh-secret-6", server.Refresh);
        Assert.Equal("refresh-secret-6", Assert.Single(_kept.Kept));
        Assert.StartsWith("grant_type=refresh_token&refresh_token=refresh-secret-0", server.TokenBodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_token_that_can_not_be_kept_is_not_lost_and_not_used_up()
    {
        await using var server = new TokenServer { Rotates = true };
        using var api = Api(server, refresh: true);
        _kept.IsAway = true;
        for (var tries = 0; tries < 3; tries++)
            Assert.Contains("can't be kept now", Assert.IsType<PageAnswer.Broken>(await Fetch(api)).Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Given);

        _kept.IsAway = false;
        Assert.IsType<PageAnswer.Postponed>(await Fetch(api));
        Assert.IsType<PageAnswer.Fetched>(await Fetch(api));
        Assert.Equal(server.Refresh, Assert.Single(_kept.Kept));
    }

    [Fact]
    public async Task Refresh_token_that_another_program_replaced_is_taken_from_the_store()
    {
        await using var server = new TokenServer { Rotates = true, Life = ""","expires_in":0.000001""" };
        using var one = Api(server, refresh: true);
        using var other = Api(server, refresh: true);
        await Fetch(one);
        await Fetch(one);
        await Fetch(other);
        await Fetch(other);
        Assert.Equal("the refresh token was replaced meanwhile", Assert.IsType<PageAnswer.Postponed>(await Fetch(one)).Message);
        Assert.IsType<PageAnswer.Postponed>(await Fetch(one));
        Assert.IsType<PageAnswer.Fetched>(await Fetch(one));
    }

    [Fact]
    public async Task Refresh_token_that_is_configured_anew_is_preferred_to_the_kept_one()
    {
        await using var server = new TokenServer { Rotates = true };
        using (var api = Api(server, refresh: true))
            await Fetch(api);
        server.Refresh = "refresh-secret-new";
        await File.WriteAllTextAsync(_refresh, "refresh-secret-new", TestContext.Current.CancellationToken);
        using var again = Api(server, refresh: true);
        Assert.IsType<PageAnswer.Postponed>(await Fetch(again));
    }

    [Fact]
    public async Task Refresh_token_that_is_no_longer_good_is_a_refusal_without_secrets_and_read_again()
    {
        await using var server = new TokenServer();
        server.Refresh = "refresh-secret-other";
        using var api = Api(server, refresh: true);
        var message = Assert.IsType<PageAnswer.Refused>(await Fetch(api)).Message;
        Assert.Contains("invalid_grant", message, StringComparison.Ordinal);
        Assert.DoesNotContain("refresh-secret-0", message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_refresh, "refresh-secret-other", TestContext.Current.CancellationToken);
        Assert.IsNotType<PageAnswer.Refused>(await Fetch(api));
        Assert.IsType<PageAnswer.Postponed>(await Fetch(api));
        Assert.IsType<PageAnswer.Fetched>(await Fetch(api));
    }

    [Fact]
    public async Task Public_client_refreshes_without_a_secret()
    {
        await using var server = new TokenServer();
        server.Instead = HttpAnswer.Of(400, """{"error":"invalid_request"}""");
        using var api = Api(server, refresh: true, ("Auth:ClientSecret", null));
        Assert.IsType<PageAnswer.Refused>(await Fetch(api));
        Assert.EndsWith("&client_id=me%2Fshop", Assert.Single(server.TokenBodies), StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_of_the_token_endpoint_is_not_followed()
    {
        await using var other = new ApiServer(HttpAnswer.Page());
        await using var server = new TokenServer();
        server.Instead = HttpAnswer.Of(307, "", $"Location: {other.Url}/token");
        using var api = Api(server);
        var answer = await Fetch(api);
        Assert.Contains("answered 307", (answer as PageAnswer.Refused ?? Assert.IsType<PageAnswer.Refused>(await Fetch(api))).Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    private SourceApi Api(TokenServer server, bool refresh = false, params (string Key, string? Value)[] settings)
    {
        (string Key, string? Value)[] auth =
        [
            ("Auth:Kind", "OAuth2"), ("Auth:TokenUrl", $"{server.Url}/token"), ("Auth:Grant", refresh ? "refresh_token" : "client_credentials"),
            ("Auth:ClientId", "me/shop"), ("Auth:ClientSecret", $"file:{_secret}"), ("Auth:Scope", refresh ? null : "orders:read all"),
            ("Auth:RefreshToken", refresh ? $"file:{_refresh}" : null),
        ];
        var all = auth.Where(each => settings.All(setting => setting.Key != each.Key)).Concat(settings).Where(each => each.Value is not null).ToList();
        var url = all.FirstOrDefault(each => each.Key == "BaseUrl").Value ?? server.Url;
        var options = TestSource.Options(url, [.. all.Where(each => each.Key != "BaseUrl")]);
        return new SourceApi(options, _kept, TimeProvider.System, NullLogger<SourceApi>.Instance);
    }

    private static Task<PageAnswer> Fetch(ISourceApi api) =>
        api.Fetch("acme", TestSource.Week, PageCursor.Start, TestContext.Current.CancellationToken);
}
