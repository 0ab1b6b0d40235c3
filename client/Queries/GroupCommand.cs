using System.CommandLine;
using System.Text.Json;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Revenue;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Queries;

/// <summary><c>tx group</c>: sums by customers, times, currencies and cohorts, written as they come.</summary>
internal sealed class GroupCommand : TxCommand
{
    private const int AtOnce = 500;

    private static readonly string[] Measures = ["revenue", "newRevenue", "orders", "customers"];

    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly StoreFilterOptions _filter = new();
    private readonly ChoiceOption<NewDefinition> _definition = DefinitionOption.Create();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    private readonly Option<string> _by = new("--by")
    {
        Description = "What to group by, separated by commas: customer, day, week, month, quarter, year, currency, cohort",
        HelpName = "DIMENSIONS",
        Required = true,
    };

    public GroupCommand(Terminal terminal)
        : base("group", "Sums stored transactions by customers, times, currencies and cohorts.",
            "tx group --by month,cohort",
            "tx group --by customer,month --from 2026-10 --to 2026-10 --format csv > october.csv",
            "tx group --by week --customers ids.txt --currency EUR")
    {
        _terminal = terminal;
        Add(_by);
        _filter.AddTo(this);
        Add(_definition);
        Add(_format);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        var question = await _filter.Read(parse, choice.Source, cancellation) with
        {
            By = parse.GetValue(_by),
            New = RevenueAnswers.Word(parse.GetValue(_definition)),
        };
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        await Write(access.Server, question, parse.GetValue(_format), cancellation);
        return ExitStatus.Done;
    }

    private async Task Write(TxServer server, QueryBody question, OutputFormat format, CancellationToken cancellation)
    {
        var form = format switch { OutputFormat.Csv => RowStream.Csv, OutputFormat.Json => RowStream.Json, _ => RowStream.JsonLines };
        using var rows = await server.Rows("groups", question, form, cancellation);
        if (format == OutputFormat.Table)
        {
            await WriteTable(rows, cancellation);
            return;
        }

        await rows.CopyTo(_terminal.Out, cancellation);
        if (format == OutputFormat.Json)
            await _terminal.Out.WriteLineAsync();
        else
            await _terminal.Error.WriteLineAsync(CoverageLine.Of(rows.Coverage));
    }

    private async Task WriteTable(RowStream rows, CancellationToken cancellation)
    {
        Sheet? sheet = null;
        var any = false;
        await foreach (var line in rows.Lines(cancellation))
        {
            using var group = JsonDocument.Parse(line);
            sheet ??= new Sheet([.. group.RootElement.EnumerateObject().Select(Column)]);
            sheet.Add([.. group.RootElement.EnumerateObject().Select(cell => VisibleText.Line(cell.Value.ToString()))]);
            any = true;
            if (sheet.Rows.Count < AtOnce)
                continue;
            SheetTable.Write(sheet, _terminal);
            sheet = null;
            await _terminal.Out.FlushAsync(cancellation);
        }

        if (sheet is not null)
            SheetTable.Write(sheet, _terminal);
        _terminal.Say($"{(any ? "" : "There are no orders to report. ")}{CoverageLine.Of(rows.Coverage)}");
    }

    private static SheetColumn Column(JsonProperty cell) =>
        Array.IndexOf(Measures, cell.Name) is >= 0 and var rank ? SheetColumn.Number(cell.Name, rank: rank) : SheetColumn.Clipped(cell.Name, cell.Name);
}
