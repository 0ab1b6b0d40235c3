using System.Globalization;
using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Console.Tests.Service;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Console.Tests.Importing;

/// <summary>A running service with an API of its own and room for files; each test imports into a source of its own.</summary>
public sealed class ServedImports : IAsyncLifetime
{
    private int _sources;

    internal Workplace Work { get; } = new();

    internal string Address { get; private set; } = "";

    internal string GrpcAddress { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Work.Configure("""
            { "Sources": { "shop": { "BaseUrl": "http://127.0.0.1:9", "Path": "/orders",
                "Records": { "Items": "/data", "Id": "/id", "Customer": "/c", "OccurredAt": "/at", "Amount": "/a" } } } }
            """);
        var told = (await Work.Serve()).Out;
        Address = told.Split("answers at ")[1].Split(';')[0];
        GrpcAddress = told.Split("gRPC at ")[1].Split(';')[0];
    }

    public ValueTask DisposeAsync() => Work.DisposeAsync();

    internal string NextSource() => string.Create(CultureInfo.InvariantCulture, $"files-{Interlocked.Increment(ref _sources)}");

    internal Task<ConsoleResult> Run(string command, string source, params string[] args) =>
        InProcess.Run([command, .. args, "--source", source, "--server", Address]);

    internal Task<ConsoleResult> RunOn(Stream input, string command, string source, params string[] args) =>
        InProcess.RunOn(input, [command, .. args, "--source", source, "--server", Address]);

    /// <summary>Runs a command that has to succeed, and gives its output.</summary>
    internal async Task<string> Output(string command, string source, params string[] args)
    {
        var result = await Run(command, source, args);
        Assert.True(result.Status == ExitStatus.Done, $"tx {command} {string.Join(' ', args)} ended with {result.Status}: {result.Error}");
        return result.Out;
    }

    internal async Task<ImportList> Import(string source, params string[] args) =>
        JsonSerializer.Deserialize<ImportList>(await Output("import", source, [.. args, "--format", "json"]), TxJson.Compact)!;

    /// <summary>The store's months and cohorts are those of the files, which <c>tx revenue</c> reads.</summary>
    internal Task AssertSame(string source, params string[] files) => AssertSameOf([], source, files);

    /// <summary>The same of some of the orders.</summary>
    /// <param name="filter">Options that both take.</param>
    internal async Task AssertSameOf(string[] filter, string source, params string[] files)
    {
        foreach (var table in (string[])["months", "cohorts"])
        {
            var stored = (await Output(table, source, [.. filter, "--format", "csv"])).Split('\n');
            var read = (await InProcess.Run(["revenue", .. files, .. filter, "--format", "csv", "--table", table])).Out.Split('\n');
            Assert.True(read.Length > 2, "the files are worth comparing with");
            Assert.All(stored[1..^1], row => Assert.EndsWith(",true,true", row, StringComparison.Ordinal));
            Assert.Equal(read[1..], stored[1..].Select(row => row.Replace(",true,true", "", StringComparison.Ordinal)));
        }

        Assert.StartsWith("0 differences", await Output("verify", source), StringComparison.Ordinal);
    }
}
