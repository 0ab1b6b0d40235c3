using System.CommandLine;
using Orleans.Tx.Client.Calendar;
using Orleans.Tx.Client.Charts;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary><c>tx revenue FILE...</c>: months, new customers and cohorts of a log of orders.</summary>
internal sealed class RevenueCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ColumnOptions _columns = new();
    private readonly FilterOptions _filter = new();
    private readonly ChoiceOption<NewDefinition> _definition = DefinitionOption.Create();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.CreateWithMarkdown();
    private readonly ParsedOption<TimeZoneInfo> _zone = new("--zone", "The zone whose months are reported (default: UTC)", "ZONE", TimeZones.Parse);
    private readonly ParsedOption<ChartFile> _chart = ChartFile.Option();
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with status 3 when rows were set aside" };

    private readonly ChoiceOption<RevenueTable> _table = new(
        "--table", "What CSV holds", ("months", RevenueTable.Months), ("cohorts", RevenueTable.Cohorts));

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Order files, plain or gzip, which make one log; - is standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    public RevenueCommand(Terminal terminal) : base(
        "revenue", "Months, new and recurring revenue, and cohorts of order files",
        "tx revenue orders.csv",
        "tx revenue --customer-column CustomerID --date-column InvoiceDate --amount-column Quantity*UnitPrice online_retail.csv",
        "tx revenue --no-header --delimiter tab --customer-column 1 --amount-column 2 --date-column 3 purchases.txt",
        "tx revenue orders.csv --chart revenue.svg",
        "cat log.csv | tx revenue - --format json")
    {
        _terminal = terminal;
        Add(_files);
        _columns.AddTo(this);
        Add(_zone);
        Add(_definition);
        _filter.AddTo(this);
        Add(_strict);
        Add(_format);
        Add(_table);
        Add(_chart);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var bad = _columns.BadRows(parse);
        var zone = parse.GetValue(_zone) ?? TimeZoneInfo.Utc;
        var currencies = _columns.Currencies(parse);
        using var revenue = new RevenueLog(parse.GetValue(_definition), zone, await _filter.Filter(parse, zone, cancellation), currencies);
        using (var progress = new ReadProgress(_terminal))
        {
            OrderParser Parser(BadRows part) => new(_columns.Times(parse), currencies, part, revenue.CreateSink());
            var log = new ParallelOrderLog(_columns.Columns(parse), Parser, bad, progress, Environment.ProcessorCount);
            await Read(Files(parse), log, cancellation);
        }

        foreach (var row in bad.First)
            await _terminal.Error.WriteLineAsync(row.ToString());
        if (bad.Total > bad.First.Count)
            await _terminal.Error.WriteLineAsync($"... and {bad.Total - bad.First.Count} more rows set aside");

        var answer = RevenueAnswers.From(revenue.Report(), zone.Id, bad.Counts, coverage: null);
        RevenuePrinter.Print(answer, parse.GetValue(_format), parse.GetValue(_table), _terminal);
        if (parse.GetValue(_chart) is { } chart)
            await chart.Write(answer, ChartSource.Of(Files(parse)), cancellation);
        return bad.Total > 0 && parse.GetValue(_strict) ? ExitStatus.Incomplete : ExitStatus.Done;
    }

    private string[] Files(ParseResult parse)
    {
        var files = parse.GetRequiredValue(_files);
        return files.Count(file => file == OrderFile.StandardInput) <= 1
            ? files
            : throw new UsageException("FILE - is given more than once: standard input can be read only once");
    }

    private async Task Read(string[] files, ParallelOrderLog log, CancellationToken cancellation)
    {
        foreach (var path in files)
        {
            using var file = await OrderFile.Open(path, _terminal.Input, cancellation);
            await log.Read(file, hash: null, cancellation);
        }
    }
}
