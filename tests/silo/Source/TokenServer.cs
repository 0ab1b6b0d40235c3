using System.Text;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>An API and the server that gives out its tokens: access tokens <c>access-1</c>, <c>access-2</c>, ... of which the last is good.</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    private readonly ApiServer _server;
    private readonly bool _clientInBody;
    private int _given;

    public TokenServer(bool clientInBody = false)
    {
        _clientInBody = clientInBody;
        _server = new ApiServer(exchange => exchange.Answer(new AskedFor(exchange.Head).Path == "/token" ? Give(exchange) : Page(exchange)));
    }

    public string Url => _server.Url;

    /// <summary>Access tokens that were given.</summary>
    public int Given => _given;

    /// <summary>The refresh token that is good now; it is replaced whenever it is used, where it rotates.</summary>
    public string Refresh { get; set; } = "refresh-secret-0";

    public bool Rotates { get; set; }

    /// <summary>What is said of a token's life.</summary>
    public string Life { get; set; } = ""","expires_in":3600""";

    /// <summary>The API takes none of the tokens that it gave.</summary>
    public bool RefusesAll { get; set; }

    /// <summary>What the token endpoint answers instead.</summary>
    public byte[]? Instead { get; set; }

    public IReadOnlyList<string> Requests => _server.Requests;

    public IReadOnlyList<string> TokenBodies => [.. _server.Bodies.Where(body => body.Length > 0)];

    public IEnumerable<string> Paths => Requests.Select(request => new AskedFor(request).Path);

    /// <summary>The API no longer takes the token that it gave last.</summary>
    public void Forget() => Interlocked.Increment(ref _given);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private byte[] Give(ApiExchange exchange)
    {
        if (Instead is { } instead)
            return instead;
        var basic = $"\r\nAuthorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes("me%2Fshop:client-s3cr3t%2B"))}\r\n";
        var inBody = exchange.Body.Contains("client_id=me%2Fshop&client_secret=client-s3cr3t%2B", StringComparison.Ordinal);
        if (_clientInBody ? !inBody : !exchange.Head.Contains(basic, StringComparison.Ordinal))
            return HttpAnswer.Of(401, """{"error":"invalid_client"}""");
        if (exchange.Body.StartsWith("grant_type=refresh_token", StringComparison.Ordinal))
        {
            if (!exchange.Body.Contains($"refresh_token={Refresh}", StringComparison.Ordinal))
                return HttpAnswer.Of(400, $$"""{"error":"invalid_grant","error_description":"You sent {{exchange.Body}}"}""");
            if (Rotates)
                Refresh = $"refresh-secret-{Given + 1}";
        }

        var rotated = Rotates ? $",\"refresh_token\":\"{Refresh}\"" : "";
        return HttpAnswer.Of(200, $$"""{"access_token":"access-{{Interlocked.Increment(ref _given)}}","token_type":"Bearer"{{Life}}{{rotated}}}""");
    }

    private byte[] Page(ApiExchange exchange) =>
        !RefusesAll && exchange.Head.Contains($"\r\nAuthorization: Bearer access-{_given}\r\n", StringComparison.Ordinal)
            ? HttpAnswer.Page()
            : HttpAnswer.Of(401, $"expired: {exchange.Head}");
}
