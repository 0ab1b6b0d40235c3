using System.CommandLine;
using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary><c>tx bench limiter</c>: the product's rules and their rivals, days of each in virtual time.</summary>
internal sealed class LimiterBenchCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly LimiterBenchOptions _options = new();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.CreateWithMarkdown();
    private readonly Option<string?> _chart = new("--chart")
    {
        Description = "Also draw the first day of tx on the first trace as SVG: the server's window against its limit",
        HelpName = "FILE",
    };

    public LimiterBenchCommand(Terminal terminal)
        : base(
            "limiter", "Compares the limiter with other ways to keep to a hidden limit, in virtual time.",
            "tx bench limiter", "tx bench limiter --quick --in-flight 64", "tx bench limiter --case steps --chart steps.svg --format json")
    {
        _terminal = terminal;
        foreach (var option in _options.All)
            Add(option);
        Add(_chart);
        Add(_format);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var (cases, days) = (_options.Cases(parse), _options.Days(parse));
        if (parse.GetValue(_chart) is { } file)
            await Draw(cases[0], days[0], file, cancellation);
        var rows = LimiterBench.Run(cases, days, cancellation);
        _terminal.Write(parse.GetValue(_format), rows, SheetOf(rows));
        return ExitStatus.Done;
    }

    private static async Task Draw(SimulationCase its, SimulationDay day, string file, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(file, WindowChart.Of(its, LimitPolicies.Tx, day), cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new WorkException($"the chart can't be written to {file}: {failure.Message}");
        }
    }

    private static Sheet SheetOf(IReadOnlyList<LimiterRow> rows)
    {
        var sheet = new Sheet(
            SheetColumn.Text("case"), SheetColumn.Text("subject"), SheetColumn.Text("rejectedCounted", "rejected counted"),
            SheetColumn.Number("share", "% of oracle"), SheetColumn.Number("shareWorst", "worst"),
            SheetColumn.Number("rejected", "% rejected"), SheetColumn.Number("rejectedWorst", "worst"));
        foreach (var row in rows)
        {
            sheet.Add(
                row.Case, row.Subject, row.RejectedCounted ? "yes" : "no",
                Text(row.Share), Text(row.ShareWorst), Text(row.Rejected), Text(row.RejectedWorst));
        }

        return sheet;
    }

    private static string Text(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
