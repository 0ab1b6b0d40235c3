using System.CommandLine;
using System.Globalization;
using Orleans.Tx.Client.Demo;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Bench;

/// <summary><c>tx bench revenue</c>: the analysis of a file beside DuckDB and pandas, in alternation, where these are installed.</summary>
internal sealed class RevenueBenchCommand : TxCommand
{
    private const string ProductName = "tx";
    private const double Mega = 1 << 20;
    private readonly Terminal _terminal;
    private readonly Option<int> _rows = new("--rows") { Description = "How many rows the file has", DefaultValueFactory = _ => 10_000_000 };
    private readonly Option<int> _runs = new("--runs") { Description = "How often each is run; the median counts", DefaultValueFactory = _ => 3 };
    private readonly Option<int> _seed = new("--seed") { Description = "Which file is made up", DefaultValueFactory = _ => 1 };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    private readonly Option<string> _node = new("--node-folder")
    {
        Description = "A folder where node finds @duckdb/node-api, if there is no duckdb on the path", HelpName = "DIR", DefaultValueFactory = _ => ".",
    };

    public RevenueBenchCommand(Terminal terminal) : base(
        "revenue", "The analysis of a file of orders beside DuckDB and pandas, where they are installed", "tx bench revenue --rows 1000000")
    {
        _terminal = terminal;
        foreach (var option in (Option[])[_rows, _runs, _seed, _node, _format])
            Add(option);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var (rows, runs) = (parse.GetValue(_rows), parse.GetValue(_runs));
        if (rows < 1 || runs < 1)
            throw new UsageException("--rows and --runs are at least 1");

        using var folder = new TemporaryFolder();
        var (file, small) = (Path.Join(folder.Path, "orders.csv"), Path.Join(folder.Path, "small.csv"));
        await Tell($"Writing a log of {Digits.Grouped(rows)} orders ...");
        BenchFile.Write(file, rows, parse.GetValue(_seed), cancellation);
        BenchFile.Write(small, 100, parse.GetValue(_seed), cancellation);
        var node = Path.GetFullPath(parse.GetValue(_node)!);
        var subjects = new List<Contender> { Contenders.Product(file) };
        foreach (var candidates in (Func<string, IEnumerable<Contender>>[])
            [name => Contenders.DuckDb(name, node), name => Contenders.DuckDbRevenueOnly(name, node), Contenders.Pandas])
            subjects.AddRange(await FirstThatRuns(candidates(small).Zip(candidates(file)), cancellation));

        var measured = await Alternate(subjects, runs, cancellation);
        BenchRows.Write(Rows($"{rows} rows", subjects, measured), parse.GetValue(_format), _terminal);
        return ExitStatus.Done;
    }

    private async Task<IEnumerable<Contender>> FirstThatRuns(IEnumerable<(Contender Probe, Contender Real)> candidates, CancellationToken cancellation)
    {
        foreach (var (probe, real) in candidates)
        {
            if (await probe.CanRun(_terminal.Time, cancellation))
                return [real];
        }

        return [];
    }

    private async Task<List<Measurement>[]> Alternate(List<Contender> subjects, int runs, CancellationToken cancellation)
    {
        var measured = subjects.Select(_ => new List<Measurement>()).ToArray();
        for (var run = 0; run < runs; run++)
        {
            foreach (var (index, subject) in subjects.Index())
            {
                var one = await subject.Run(_terminal.Time, cancellation);
                measured[index].Add(one);
                await Tell(string.Create(CultureInfo.InvariantCulture, $"Run {run + 1} of {runs}: {subject.Name} {one.Elapsed.TotalSeconds:0.0} s"));
                RequireSameAnswer(subject, one.Output, measured[0][0].Output);
            }
        }

        return measured;
    }

    // A bench takes minutes; what is measured goes to standard output at the end.
    private Task Tell(string line) => _terminal.Error.WriteLineAsync(line);

    // The product has a header, the currency before the month, and two figures that the others don't tell.
    private static void RequireSameAnswer(Contender subject, string output, string product)
    {
        if (subject.Name == ProductName)
            return;

        var expected = Lines(product).Skip(1).Select(line => line.Split(',')).Select(cells => (string[])[.. cells[1..4], .. cells[6..]]).ToList();
        var answer = Lines(output).Select(line => line.Split(',')).ToList();
        if (answer.Count != expected.Count || answer.Zip(expected).Any(pair => !pair.First.AsSpan().SequenceEqual(pair.Second.AsSpan(0, Math.Min(pair.First.Length, pair.Second.Length)))))
            throw new WorkException($"{subject.Name} and {ProductName} don't agree: {output}");
    }

    private static string[] Lines(string output) => output.Trim().Split('\n', StringSplitOptions.TrimEntries);

    private static List<BenchRow> Rows(string what, List<Contender> subjects, List<Measurement>[] measured)
    {
        var times = measured.Select(runs => BenchRows.Median(runs.Select(run => run.Elapsed.TotalSeconds))).ToList();
        var peaks = measured.Select(runs => BenchRows.Median(runs.Select(run => run.PeakBytes / Mega))).ToList();
        var rows = new List<BenchRow>();
        foreach (var (index, rival) in subjects.Index().Skip(1))
        {
            rows.Add(new BenchRow("revenue", what, rival.Name, times[index], "s", null, null));
            rows.Add(new BenchRow("revenue", what, rival.Name, peaks[index], "MB", null, null));
        }

        var rivals = subjects.Index().Skip(1).ToList();
        rows.AddRange(Versus("s", times));
        rows.AddRange(Versus("MB", peaks));
        return rows;

        IEnumerable<BenchRow> Versus(string unit, List<double> figures) => rivals.Count == 0
            ? [new BenchRow("revenue", what, ProductName, figures[0], unit, null, null)]
            : rivals.Select(rival => new BenchRow("revenue", what, ProductName, figures[0], unit, rival.Item.Name, figures[rival.Index] / figures[0]));
    }
}
