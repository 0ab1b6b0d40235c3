using System.Text;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>How requests say who asks, and that what they say stays secret.</summary>
public sealed class AuthTests : IDisposable
{
    private const string Secret = "user:s3cr3t/word+";

    private readonly string _file = Path.GetTempFileName();

    public AuthTests() => File.WriteAllText(_file, Secret + "\n");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task No_authorization_is_sent_by_default() =>
        Assert.DoesNotContain("Authorization", await TestSource.RequestFor(0), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("Bearer", null, "\r\nAuthorization: Bearer user:s3cr3t/word+\r\n")]
    [InlineData("Basic", null, "\r\nAuthorization: Basic dXNlcjpzM2NyM3Qvd29yZCs=\r\n")]
    [InlineData("Header", "X-Api-Key", "\r\nX-Api-Key: user:s3cr3t/word+\r\n")]
    [InlineData("Query", "api_key", "&api_key=user%3As3cr3t%2Fword%2B HTTP/1.1")]
    public async Task Secret_is_sent_by_its_kind(string kind, string? name, string expected) =>
        Assert.Contains(
            expected, await TestSource.RequestFor(0, [("Auth:Kind", kind), ("Auth:Name", name), FileSecret]), StringComparison.Ordinal);

    [Fact]
    public async Task Secret_is_read_from_the_environment() =>
        Assert.Contains(
            $"\r\nAuthorization: Bearer {Environment.GetEnvironmentVariable("HOME")}\r\n",
            await TestSource.RequestFor(0, ("Auth:Kind", "Bearer"), ("Auth:Secret", "env:HOME")), StringComparison.Ordinal);

    [Fact]
    public async Task Secrets_stand_in_headers_and_parameters_too()
    {
        var secret = $"file:{_file}";
        var head = await TestSource.RequestFor(0, ("Headers:X-Token", secret), ("Query:key", secret), ("Query:from", "{from}"));
        Assert.Contains("\r\nX-Token: user:s3cr3t/word+\r\n", head, StringComparison.Ordinal);
        Assert.Contains("&key=user%3As3cr3t%2Fword%2B&", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("env:TX_TEST_IS_NEVER_SET", "Sources:acme:Auth:Secret names the environment variable TX_TEST_IS_NEVER_SET, which is not set")]
    [InlineData("file:/no/such/file", "Sources:acme:Auth:Secret names the file /no/such/file, which can't be read")]
    public async Task Secret_that_is_not_there_throws_and_sends_nothing(string reference, string message)
    {
        await using var server = new ApiServer(HttpAnswer.Page());
        using var api = TestSource.Api(server.Url, ("Auth:Kind", "Bearer"), ("Auth:Secret", reference));
        var wrong = await Assert.ThrowsAsync<TxException>(() => Fetch(api));
        Assert.Equal(TxError.Invalid, wrong.Error);
        Assert.StartsWith(message, wrong.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("Bearer", "two\nlines")]
    [InlineData("Header", "sch\u00fcssel")]
    [InlineData("Basic", "nocolon")]
    public async Task Secret_that_can_not_be_sent_throws_without_telling_it(string kind, string secret)
    {
        await File.WriteAllTextAsync(_file, secret, TestContext.Current.CancellationToken);
        var name = kind == "Header" ? "X-Key" : null;
        using var api = TestSource.Api("http://127.0.0.1:9", ("Auth:Kind", kind), ("Auth:Name", name), FileSecret);
        var wrong = await Assert.ThrowsAsync<TxException>(() => Fetch(api));
        Assert.DoesNotContain(secret, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_file_is_read_again_after_a_401()
    {
        await using var server = new ApiServer(exchange => exchange.Answer(
            exchange.Head.Contains("Bearer renewed", StringComparison.Ordinal) ? HttpAnswer.Page() : HttpAnswer.Of(401, "expired")));
        using var api = TestSource.Api(server.Url, ("Auth:Kind", "Bearer"), FileSecret);
        Assert.IsType<PageAnswer.Refused>(await Fetch(api));

        await File.WriteAllTextAsync(_file, "renewed", TestContext.Current.CancellationToken);
        var broken = Assert.IsType<PageAnswer.Broken>(await Fetch(api));
        Assert.False(broken.MayArriveLater);
        Assert.IsType<PageAnswer.Fetched>(await Fetch(api));
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("Bearer", null)]
    [InlineData("Basic", null)]
    [InlineData("Query", "api_key")]
    public async Task Secret_that_the_api_repeats_is_redacted_in_every_form(string kind, string? name)
    {
        await using var server = new ApiServer(exchange => exchange.Answer(HttpAnswer.Of(403, $"You sent {Secret} and\r\n{exchange.Head}")));
        using var api = TestSource.Api(server.Url, ("Auth:Kind", kind), ("Auth:Name", name), FileSecret);
        var message = Assert.IsType<PageAnswer.Refused>(await Fetch(api)).Message;
        Assert.Contains("You sent *** and", message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)), message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_that_is_not_configured_throws_and_names_those_that_are()
    {
        using var api = TestSource.Api("http://127.0.0.1:9");
        var wrong = await Assert.ThrowsAsync<TxException>(() => Fetch(api, "other"));
        Assert.Equal(TxError.NotFound, wrong.Error);
        Assert.Contains("acme", wrong.Message, StringComparison.Ordinal);
    }

    private (string, string?) FileSecret => ("Auth:Secret", $"file:{_file}");

    private static Task<PageAnswer> Fetch(ISourceApi api, string source = "acme") =>
        api.Fetch(source, TestSource.Week, 0, TestContext.Current.CancellationToken);
}
