using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Console.Tests.Service;

namespace Orleans.Tx.Console.Tests.Backups;

/// <summary>A store of imported orders on which nothing runs, with a backup of it, for tests that only read either.</summary>
public sealed class BackedUpOrders : IAsyncLifetime
{
    private const string Folder = "backup";
    private int _copies;

    internal Workplace Work { get; } = new();

    internal string Backup => Work[Folder];

    internal ConsoleResult Made { get; private set; } = null!;

    internal JsonNode Manifest => JsonNode.Parse(File.ReadAllText(Path.Combine(Backup, "manifest.json")))!;

    public async ValueTask InitializeAsync()
    {
        await Write(Work);
        await Work.Output("import", "orders.csv");
        Made = await Work.Run("backup", Folder, "--format", "json");
        Assert.True(Made.Status == ExitStatus.Done, Made.Error);
    }

    public ValueTask DisposeAsync() => Work.DisposeAsync();

    /// <summary>Writes orders.csv.</summary>
    internal static async Task Write(Workplace work)
    {
        var text = new StringBuilder("customer,amount,date\n");
        for (var row = 0; row < 2000; row++)
            text.Append(CultureInfo.InvariantCulture, $"c{row % 50},{row % 100}.5,2026-{row % 6 + 1:00}-{row % 28 + 1:00}\n");
        await File.WriteAllTextAsync(work["orders.csv"], text.ToString(), TestContext.Current.CancellationToken);
    }

    /// <summary>A copy of the backup, to be changed.</summary>
    internal string Copy()
    {
        var copy = Work[string.Create(CultureInfo.InvariantCulture, $"copy-{++_copies}")];
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(Backup))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }
}
