using System.CommandLine;
using Orleans.Tx.Client.Calendar;
using Orleans.Tx.Client.Orders;

namespace Orleans.Tx.Client.Importing;

/// <summary>How the files of a command are read: by the options that <c>tx revenue</c> has, and an id where one is named.</summary>
internal sealed class ImportReading(ColumnOptions options, ParseResult parse, string? id)
{
    private readonly CurrencyTable _currencies = options.Currencies(parse);

    public CurrencyTable Currencies => _currencies;

    public bool Keyed => id is not null;

    /// <summary>A log whose workers have these sinks.</summary>
    public ParallelOrderLog Log(Func<IOrderSink> sink, BadRows bad, IReadProgress progress)
    {
        OrderParser Parser(BadRows part) => new(Times(), _currencies, part, sink());
        return new ParallelOrderLog(options.Columns(parse) with { Id = id }, Parser, bad, progress, Environment.ProcessorCount);
    }

    /// <summary>In words; what is read alike is described alike, whether columns were named or found.</summary>
    public string Describe(OrderLayout? layout)
    {
        if (layout is null)
            return "no rows";
        var columns = layout.Columns;
        var factor = columns.Factor is { } by ? $"*{by + 1}" : "";
        var delimiter = layout.Delimiter.IsWhitespace ? "blanks" : $"'{(char)layout.Delimiter.Value}'".Replace("\t", "tab", StringComparison.Ordinal);
        return $"customer {columns.Customer + 1}, date {columns.Date + 1}, amount {columns.Amount + 1}{factor}{Place("currency", columns.Currency)}{Place("id", columns.Id)} "
            + $"of {columns.Count} columns between {delimiter}, {(options.Columns(parse).HasHeader ? "with" : "without")} header, {options.Reading(parse)}";
    }

    private TimeReader Times() => options.Times(parse);

    private static string Place(string name, int? column) => column is { } at ? $", {name} {at + 1}" : "";
}
