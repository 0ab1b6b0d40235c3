using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Queries;

namespace Orleans.Tx.Client.Bench.Store;

/// <summary>
/// <c>tx bench store</c>: an import, from the file to the aggregates, beside a plain COPY of the same rows into the same table; and
/// what the customers' grains carry while the projection keeps up with a pull.
/// </summary>
internal sealed class StoreBenchCommand : TxCommand
{
    private const string Bench = "store";
    private const double Mega = 1 << 20;

    private readonly Terminal _terminal;
    private readonly Option<int> _seed = new("--seed") { Description = "Which file is made up", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _yes = new("--yes") { Description = "Install PostgreSQL's server without asking, where it is missing" };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    private readonly Option<int[]> _rows = new("--rows")
    {
        Description = "How many rows the file has; may be repeated, each on a store of its own", HelpName = "N", DefaultValueFactory = _ => [1_000_000, 10_000_000],
    };

    public StoreBenchCommand(Terminal terminal) : base(
        "store", "An import beside a plain COPY, and what the customers' grains carry", "tx bench store", "tx bench store --rows 1000000 --rows 20000000")
    {
        _terminal = terminal;
        foreach (var option in (Option[])[_rows, _seed, _yes, _format])
            Add(option);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var sizes = parse.GetValue(_rows)!;
        if (sizes.Any(rows => rows < 1))
            throw new UsageException("--rows is at least 1");

        var figures = new List<BenchRow>();
        foreach (var rows in sizes)
            figures.AddRange(await Import(rows, parse.GetValue(_seed), parse.GetValue(_yes), cancellation));
        figures.Add(await Grains(parse.GetValue(_yes), cancellation));
        BenchRows.Write(figures, parse.GetValue(_format), _terminal);
        return ExitStatus.Done;
    }

    private async Task<IEnumerable<BenchRow>> Import(int rows, int seed, bool yes, CancellationToken cancellation)
    {
        await using var server = await BenchServer.Start(yes, _terminal, cancellation);
        var (file, lines, what) = (server.File("orders.csv"), server.File("orders.copy"), $"{rows} rows");
        await Tell($"Writing a log of {Digits.Grouped(rows)} orders, as a file and as lines for COPY ...");
        BenchFile.Write(file, rows, seed, cancellation);
        BenchFile.WriteForCopy(lines, rows, seed, cancellation);

        await server.Database.MakeTable(BenchFile.Mondays, cancellation);
        var copying = _terminal.Time.GetTimestamp();
        await server.Database.Copy(lines, cancellation);
        var copied = rows / _terminal.Time.GetElapsedTime(copying).TotalSeconds;
        await Tell($"COPY: {Digits.Grouped((long)copied)} rows a second");

        var import = await Contenders.Product("import", file, "--server", server.Service.Address.ToString(), "--source", "bench").Run(_terminal.Time, cancellation);
        var imported = rows / import.Elapsed.TotalSeconds;
        await Tell($"tx import: {Digits.Grouped((long)imported)} rows a second");
        await RequireAllRows(server, rows, cancellation);
        return
        [
            new BenchRow(Bench, what, "copy", Math.Round(copied), "rows/s", null, null),
            new BenchRow(Bench, what, "tx import", Math.Round(imported), "rows/s", "copy", imported / copied),
            new BenchRow(Bench, what, "service, at most", PeakOfService / Mega, "MB", null, null),
            new BenchRow(Bench, what, "console, at most", import.PeakBytes / Mega, "MB", null, null),
        ];
    }

    // The service lives in this process, which does nothing else meanwhile.
    private static double PeakOfService => Process.GetCurrentProcess().PeakWorkingSet64;

    private static async Task RequireAllRows(BenchServer server, int rows, CancellationToken cancellation)
    {
        using var service = new Server.TxServer(server.Service.Address);
        var months = await service.Months(new QueryBody(Source: "bench"), cancellation);
        if (months.Rows != rows)
            throw new WorkException($"{months.Rows} of {rows} rows are in the aggregates");
    }

    private async Task<BenchRow> Grains(bool yes, CancellationToken cancellation)
    {
        await using var server = await BenchServer.Start(yes, _terminal, cancellation);
        var figures = await CustomerGrainsBench.Run(server.Service, _terminal.Time, cancellation);
        await Tell(string.Create(CultureInfo.InvariantCulture, $"Through the customers' grains: {string.Join(", ", figures.Select(figure => figure.ToString("N0", CultureInfo.InvariantCulture)))} rows a second"));
        return new BenchRow(Bench, "keeping up with a pull", "through the customers' grains", BenchRows.Median(figures), "rows/s", null, null);
    }

    // It takes minutes; what is measured goes to standard output at the end.
    private Task Tell(string line) => _terminal.Error.WriteLineAsync(line);
}
