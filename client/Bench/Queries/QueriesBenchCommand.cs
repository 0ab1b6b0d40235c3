using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Bench.Queries;

/// <summary><c>tx bench queries</c>: what questions to a store of many rows take.</summary>
internal sealed class QueriesBenchCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly Option<int> _rows = new("--rows") { Description = "How many rows the store has", HelpName = "N", DefaultValueFactory = _ => 10_000_000 };
    private readonly Option<int> _seed = new("--seed") { Description = "Which rows are made up, and which questions", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _yes = new("--yes") { Description = "Install PostgreSQL's server without asking, where it is missing" };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public QueriesBenchCommand(Terminal terminal) : base(
        "queries", "What months, customers and groups take to tell, and what the database takes for it", "tx bench queries", "tx bench queries --rows 20000000")
    {
        _terminal = terminal;
        foreach (var option in (Option[])[_rows, _seed, _yes, _format])
            Add(option);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var (rows, seed) = (parse.GetValue(_rows), parse.GetValue(_seed));
        if (rows < 1)
            throw new UsageException("--rows is at least 1");

        await using var server = await BenchServer.Start(parse.GetValue(_yes), _terminal, cancellation);
        var file = server.File("orders.csv");
        await Tell($"Importing {Digits.Grouped(rows)} made-up orders of {QueriesBench.Years} years ...");
        BenchFile.Write(file, rows, seed, cancellation, QueriesBench.Years);
        await Contenders.Product("import", file, "--server", server.Service.Address.ToString(), "--source", QueriesBench.Source).Run(_terminal.Time, cancellation);

        var bench = new QueriesBench(server, rows, seed, _terminal.Time);
        var figures = new List<BenchRow>();
        foreach (var measure in (Func<CancellationToken, Task<IReadOnlyList<BenchRow>>>[])[bench.Months, bench.Customers, bench.Groups])
        {
            foreach (var figure in await measure(cancellation))
            {
                await Tell($"{figure.Case}, {figure.Subject}: {figure.Value:0.###} {figure.Unit}");
                figures.Add(figure);
            }
        }

        BenchRows.Write(figures, parse.GetValue(_format), _terminal);
        return ExitStatus.Done;
    }

    // It takes minutes; what is measured goes to standard output at the end.
    private Task Tell(string line) => _terminal.Error.WriteLineAsync(line);
}
