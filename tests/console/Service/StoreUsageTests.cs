using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class StoreUsageTests
{
    private const string Source = """{ "Sources": { "shop": { "BaseUrl": "http://127.0.0.1:9", "Since": "2025-W01" } } }""";

    private const string Keys = """
        { "Gateway": { "Listen": "http://0.0.0.0:0", "Keys": [
          { "Name": "a", "Scope": "read", "Sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" } ] } }
        """;

    private const string Tls = """{ "Gateway": { "Listen": "https://127.0.0.1:0", "Tls": { "Certificate": "no-such.pem", "Key": "no-such.key" } } }""";

    [Theory]
    [InlineData("weeks")]
    [InlineData("months")]
    [InlineData("cohorts")]
    [InlineData("status")]
    public async Task Command_that_only_reads_names_the_folder_without_a_store_and_makes_none(string command)
    {
        await using var work = new Workplace();

        var refused = await work.Run(command);

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.StartsWith($"tx: There is no store in {work.Data}: ", refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(Directory.EnumerateFileSystemEntries(work.Path));
    }

    [Theory]
    [InlineData("pull --frobnicate", Source, "--frobnicate is no option of tx pull")]
    [InlineData("up --frobnicate", Source, "--frobnicate is no option of tx up")]
    [InlineData("pull", Source, "say which weeks: --from 2026-W40 --to 2026-W43, or --week 2026-W47")]
    [InlineData("pull --from 2025-W05 --to 2025-W03", Source, "--to 2025-W03 does not lie after --from 2025-W05")]
    [InlineData("pull --week 2025-W60", Source, "--week: '2025-W60'")]
    [InlineData("pull --week 2025-W03 --timeout soon", Source, "--timeout: 'soon' is no length of time")]
    [InlineData("pull --week 2025-W03 --config no-such.json", Source, "--config no-such.json is not there")]
    [InlineData("pull --week 2025-W03 --config .", Source, "--config . is a folder")]
    [InlineData("pull --week 2025-W03 --data tx.json", Source, "--data ")]
    [InlineData("pull --week 2025-W03 --source other", Source, "--source 'other' is not configured; there are: shop")]
    [InlineData("pull --week 2025-W03", "{}", "no source is configured: add one under Sources in tx.json")]
    [InlineData("pull --week 2025-W03", """{ "Sources": { "shop": { "BaseUrl": "http://127.0.0.1:9", "Pth": "/x" } } }""", "Sources:shop:Pth is not a key; did you mean Path?")]
    [InlineData("config", """{ "Sorces": 1, "Storge": 2 }""", "Sorces is not a key; did you mean Sources?; Storge is not a key")]
    [InlineData("config", """{ "Sources": { "shop": { "BaseUrl": "http://127.0.0.1:9", "Limit": { "Requests": 0 } } } }""", "Sources:shop:Limit:Requests is 0; allowed: 1 to ")]
    [InlineData("config", """{ "Sources": """, "tx.json, line 1: no valid JSON")]
    [InlineData("up --listen http://0.0.0.0:8080", Source, "Gateway:Listen is 'http://0.0.0.0:8080'; beyond loopback is refused without Gateway:Keys")]
    [InlineData("up --listen http://127.0.0.1:8080/x", Source, "--listen: 'http://127.0.0.1:8080/x' is no address to listen on")]
    [InlineData("up", """{ "Gateway": { "Listen": "http://0.0.0.0:8080" } }""", "Gateway:Listen is 'http://0.0.0.0:8080'; beyond loopback is refused without Gateway:Keys")]
    [InlineData("up", Keys, "Gateway:Listen is 'http://0.0.0.0:0'; beyond loopback is refused without Gateway:Tls, unless Gateway:BehindTlsProxy is true")]
    [InlineData("up", Tls, "Gateway:Tls:Certificate 'no-such.pem' with Gateway:Tls:Key 'no-such.key' can't be used: Could not find file")]
    [InlineData("weeks --server http://127.0.0.1:1 --key-file no-such.key", Source, "--key-file no-such.key can't be read: Could not find file")]
    [InlineData("key", Source, "key needs to know what to do: new")]
    [InlineData("key new a/b", Source, "NAME 'a/b' is not allowed: 1 to 64 letters, digits and ._- are")]
    [InlineData("key new a --scope all", Source, "--scope 'all' is not known; allowed: read, operate")]
    [InlineData("weeks --server nowhere", Source, "--server 'nowhere' is no address")]
    [InlineData("simulate --rows 0", Source, "Rows is 0; allowed: 1 to ")]
    [InlineData("simulate --file .", Source, "--file . is a folder")]
    public async Task Wrong_usage_is_one_sentence_and_makes_no_store(string commandLine, string configuration, string sentence)
    {
        await using var work = new Workplace();
        work.Configure(configuration);

        var refused = await work.Run(commandLine.Split(' '));

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.StartsWith($"tx: {sentence}", refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(refused.Out);
        Assert.Equal(["tx.json"], Directory.EnumerateFileSystemEntries(work.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Folder_without_a_server_that_was_named_as_postgresqls_is_named_in_turn()
    {
        await using var work = new Workplace();
        work.Configure(Source);
        var empty = Directory.CreateDirectory(work["empty"]).FullName;
        work.Environment["TX_PG_BIN"] = empty;

        var refused = await work.Run("pull", "--week", "2025-W03");

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.StartsWith($"tx: TX_PG_BIN is {empty}, which holds no PostgreSQL server", refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Service_that_does_not_answer_is_a_failure_of_one_sentence()
    {
        await using var work = new Workplace();

        var failed = await work.Run("months", "--server", "http://127.0.0.1:1");

        Assert.Equal(ExitStatus.Failed, failed.Status);
        Assert.StartsWith("tx: http://127.0.0.1:1/ does not answer: ", failed.Error, StringComparison.Ordinal);
        Assert.Single(failed.Error.TrimEnd('\n').Split('\n'));
    }
}
