using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Json;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary><c>tx bench limiter</c>: the product's rules and their rivals, a day of each in virtual time.</summary>
internal sealed class LimiterBenchCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.CreateWithMarkdown();
    private readonly Option<int> _seeds = new("--seeds") { Description = "How many days, each by its own seed", DefaultValueFactory = _ => 10 };
    private readonly Option<string?> _case = new("--case") { Description = "Only this trace", HelpName = "NAME" };

    public LimiterBenchCommand(Terminal terminal)
        : base("limiter", "Compares the limiter with other ways to keep to a hidden limit.", "tx bench limiter", "tx bench limiter --case steps --format json")
    {
        _terminal = terminal;
        Add(_seeds);
        Add(_case);
        Add(_format);
    }

    protected override Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var seeds = parse.GetValue(_seeds);
        if (seeds is < 1 or > 1000)
            throw new UsageException($"--seeds is {seeds}: 1 to 1000 are allowed");

        Write(LimiterBench.Run(Cases(parse.GetValue(_case)), seeds, cancellation), parse.GetValue(_format));
        return Task.FromResult(ExitStatus.Done);
    }

    private static IReadOnlyList<SimulationCase> Cases(string? name)
    {
        if (name is null)
            return SimulationCase.All;

        var cases = SimulationCase.All.Where(its => its.Name == name).ToList();
        return cases.Count > 0
            ? cases
            : throw new UsageException($"--case is '{name}'; there are: {string.Join(", ", SimulationCase.All.Select(its => its.Name))}");
    }

    private void Write(IReadOnlyList<LimiterRow> rows, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                _terminal.Out.WriteLine(JsonSerializer.Serialize(rows, TxJson.Indented));
                break;
            case OutputFormat.Csv:
                SheetCsv.Write(SheetOf(rows), _terminal.Out);
                break;
            case OutputFormat.Markdown:
                SheetMarkdown.Write(SheetOf(rows), _terminal.Out);
                break;
            default:
                SheetTable.Write(SheetOf(rows), _terminal);
                break;
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
