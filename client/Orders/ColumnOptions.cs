using System.CommandLine;
using Orleans.Tx.Client.Calendar;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Client.Orders;

/// <summary>The options that say how order files are to be read; every command that reads such files has them.</summary>
internal sealed class ColumnOptions
{
    private readonly Option<string?> _customer = Column("--customer-column", "The customer's column, by name or 1-based position (default: found by the usual names)");
    private readonly Option<string?> _date = Column("--date-column", "The column of the time");
    private readonly Option<string?> _amount = Column("--amount-column", "The column of the amount, or a product of two columns: A*B");
    private readonly Option<string?> _currency = Column("--currency-column", "The column of the currency");
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The first line is data; columns are given by position" };
    private readonly Option<string[]> _dateFormats = new("--date-format")
    {
        Description = "How times are written: iso, unix, unix-ms or a .NET format; may be repeated, the first that fits counts (default: iso)",
        HelpName = "FORMAT",
    };

    private readonly ParsedOption<Delimiter?> _delimiter = new(
        "--delimiter", "What separates columns (default: told from the header line)", ",|;|tab|pipe|whitespace", text => Delimiter.Parse(text));

    private readonly ParsedOption<TimeZoneInfo> _sourceZone = new(
        "--source-zone", "The zone of times that name none (default: UTC)", "ZONE", TimeZones.Parse);

    private readonly ParsedOption<Currency> _defaultCurrency = new(
        "--default-currency", "The currency of rows that name none", "CODE", Currency.Parse);

    private readonly ChoiceOption<BadRowHandling> _onBadRow = new(
        "--on-bad-row", "Count rows that can't be read and go on, or end at the first", ("skip", BadRowHandling.Skip), ("fail", BadRowHandling.Fail));

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[
            _customer, _date, _amount, _currency, _defaultCurrency, _delimiter, _noHeader, _dateFormats, _sourceZone, _onBadRow])
            command.Add(option);
    }

    public ColumnChoice Columns(ParseResult parse) => new(
        parse.GetValue(_customer), parse.GetValue(_date), parse.GetValue(_amount), parse.GetValue(_currency),
        parse.GetValue(_delimiter), HasHeader: !parse.GetValue(_noHeader));

    /// <exception cref="UsageException">A date format can't be used.</exception>
    public TimeReader Times(ParseResult parse) => new(Formats(parse), parse.GetValue(_sourceZone) ?? TimeZoneInfo.Utc);

    /// <summary>How the values of columns are read, in words: what reads them alike is described alike.</summary>
    public string Reading(ParseResult parse)
    {
        var formats = parse.GetValue(_dateFormats) is { Length: > 0 } names ? string.Join(" or ", names) : "iso";
        var currency = parse.GetValue(_defaultCurrency).Code ?? "none";
        return $"times {formats}, in {(parse.GetValue(_sourceZone) ?? TimeZoneInfo.Utc).Id} without a zone, currency {currency} without a code";
    }

    public CurrencyTable Currencies(ParseResult parse) => new(parse.GetValue(_defaultCurrency));

    public BadRows BadRows(ParseResult parse) => new(parse.GetValue(_onBadRow));

    private static Option<string?> Column(string name, string description) => new(name) { Description = description, HelpName = "COLUMN" };

    private IReadOnlyList<TimeFormat> Formats(ParseResult parse)
    {
        try
        {
            return parse.GetValue(_dateFormats) is { Length: > 0 } names ? [.. names.Select(TimeFormat.Parse)] : [TimeFormat.Iso];
        }
        catch (FormatException e)
        {
            throw new UsageException($"--date-format: {e.Message}");
        }
    }
}
