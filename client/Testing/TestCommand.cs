using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Client.Testing;

/// <summary><c>tx test</c>: runs every test project that the launcher has built.</summary>
internal sealed class TestCommand : TxCommand
{
    private readonly Terminal _terminal;
    private const string ChaosSuite = "Orleans.Tx.Chaos.Tests";

    private readonly Option<bool> _chaos = new("--chaos")
    {
        Description = "Run the chaos suite only, in its long form: kills, faults and full disks for a quarter of an hour and more; TX_CHAOS_SEED sets its seed",
    };

    private readonly Option<bool> _yes = new("--yes") { Description = "Install PostgreSQL's server without asking, where it is missing" };

    public TestCommand(Terminal terminal) : base("test", "Builds and runs every test; the last line counts them.", "tx test", "tx test --chaos")
    {
        _terminal = terminal;
        Options.Add(_chaos);
        Options.Add(_yes);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var chaos = parse.GetValue(_chaos);
        var suites = Suites(chaos ? ChaosSuite : "Orleans.Tx.*.Tests");
        await EmbeddedPostgresPackage.EnsureAsync(_terminal.Consent(parse.GetValue(_yes)), _terminal.Progress, cancellation);
        var (passed, failed, skipped) = (0, 0, 0);
        foreach (var suite in suites)
        {
            var result = await RunSuite(suite, chaos, cancellation);
            (passed, failed, skipped) = (passed + result.Passed, failed + result.Failed, skipped + result.Skipped);
        }

        await _terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed, {skipped} skipped"));
        return failed == 0 && passed > 0 ? ExitStatus.Done : ExitStatus.Failed;
    }

    // Next to this program's own folder: artifacts/<engine>/bin/<project>/<configuration>/.
    private static List<string> Suites(string projects)
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var bin = own.Parent?.Parent ?? throw new UsageException("tx test runs from a checkout only");
        var suites = bin.EnumerateDirectories(projects)
            .Select(project => Path.Combine(project.FullName, own.Name, $"{project.Name}.dll"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal)
            .ToList();
        return suites.Count > 0 ? suites : throw new UsageException("there are no tests beside this program: tx test runs from a checkout only");
    }

    private async Task<(int Passed, int Failed, int Skipped)> RunSuite(string suite, bool chaos, CancellationToken cancellation)
    {
        var report = Path.GetTempFileName();
        try
        {
            await _terminal.Out.WriteLineAsync(Path.GetFileNameWithoutExtension(suite));
            await _terminal.Out.FlushAsync(cancellation);
            var start = new ProcessStartInfo("dotnet", [suite, "-noLogo", "-noColor", "-ctrf", report]) { WorkingDirectory = Path.GetDirectoryName(suite)! };
            if (chaos)
                start.Environment["TX_CHAOS"] = "long";
            using var process = Process.Start(start) ?? throw new WorkException($"{suite} did not start");
            await process.WaitForExitAsync(cancellation);
            return Counted(report) is { } counts && (process.ExitCode == 0 || counts.Failed > 0) ? counts : (0, Failed: 1, 0);
        }
        finally
        {
            File.Delete(report);
        }
    }

    // A suite that ended before it could write its report has failed.
    private static (int Passed, int Failed, int Skipped)? Counted(string report)
    {
        var text = File.ReadAllBytes(report);
        if (text.Length == 0)
            return null;

        using var json = JsonDocument.Parse(text);
        var summary = json.RootElement.GetProperty("results").GetProperty("summary");
        int Of(string name) => summary.GetProperty(name).GetInt32();
        return (Of("passed"), Of("failed") + Of("other"), Of("skipped") + Of("pending"));
    }
}
