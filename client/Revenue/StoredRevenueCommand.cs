using System.CommandLine;
using Orleans.Tx.Client.Charts;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Queries;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary><c>tx months</c> and <c>tx cohorts</c>: the revenue analysis of what is in the store.</summary>
internal sealed class StoredRevenueCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly RevenueTable _table;
    private readonly ServerOptions _server = new();
    private readonly StoreFilterOptions _filter = new();
    private readonly ChoiceOption<NewDefinition> _definition = DefinitionOption.Create();
    private readonly ParsedOption<ChartFile> _chart = ChartFile.Option();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.CreateWithMarkdown();

    private StoredRevenueCommand(string name, string description, RevenueTable table, Terminal terminal)
        : base(name, description, $"tx {name}", $"tx {name} --format json", $"tx {name} --from 2026-W40 --to 2026-W43 --customers ids.txt --new first-order", $"tx {name} --currency USD --format csv")
    {
        (_terminal, _table) = (terminal, table);
        _filter.AddTo(this);
        Add(_definition);
        Add(_format);
        Add(_chart);
        _server.AddTo(this);
    }

    public static StoredRevenueCommand Months(Terminal terminal) =>
        new("months", "Shows each month's revenue from the store, and how much of it is new.", RevenueTable.Months, terminal);

    public static StoredRevenueCommand Cohorts(Terminal terminal) =>
        new("cohorts", "Shows from the store what was gained from the customers acquired in each month.", RevenueTable.Cohorts, terminal);

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        var question = await _filter.Read(parse, choice.Source, cancellation) with { New = RevenueAnswers.Word(parse.GetValue(_definition)) };
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        var answer = _table == RevenueTable.Months
            ? await access.Server.Months(question, cancellation)
            : await access.Server.Cohorts(question, cancellation);
        RevenuePrinter.Print(answer, parse.GetValue(_format), _table, _terminal);
        if (answer.Coverage?.Notice is { } notice)
            await _terminal.Error.WriteLineAsync(notice);
        if (parse.GetValue(_chart) is { } chart)
            await chart.Write(answer, choice.Source ?? "the store", cancellation);
        return ExitStatus.Done;
    }
}
