using System.Text;
using System.Text.Unicode;
using Orleans.Tx.Client.Calendar;
using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Client.Orders;

/// <summary>Turns the fields of a row into an order, or says what keeps it from being one.</summary>
internal sealed class OrderRow(TimeReader times, CurrencyTable currencies, BadRows bad)
{
    public bool TryRead(string file, Row row, in OrderColumns columns, out Order order)
    {
        order = default;
        if (row.Defect == RowDefect.Quotes)
            return Refuse(file, row, BadReason.BadQuotes, "a quoted field is not closed, or goes on after its closing quote");
        if (row.Defect == RowDefect.TooLong)
            return Refuse(file, row, BadReason.TooLong, $"a row has at most {RowReader.LongestRow} bytes");
        if (row.FieldCount != columns.Count)
            return Refuse(file, row, BadReason.WrongColumns, bad.Shows ? $"it has {row.FieldCount} fields, not {columns.Count}" : "");

        var customer = row.Field(columns.Customer);
        if (IsBlank(customer))
            return Refuse(file, row, BadReason.MissingCustomer, "there is no customer");
        if (!IsId(customer))
            return Refuse(file, row, BadReason.BadCustomer, "{0} is no UTF-8 text of at most 500 characters without NUL", customer);

        var date = row.Field(columns.Date);
        if (!times.TryRead(Blanks.Trim(date), out var at))
            return Refuse(file, row, BadReason.BadDate, "{0} is no time that is known; --date-format names others", date);
        if (!TryReadAmount(row, columns, out var amount, out var refused))
            return Refuse(file, row, BadReason.BadAmount, bad.Shows ? AmountHint.Of(row.Field(refused)) : "", row.Field(refused));

        var currency = CurrencyTable.OfBlanks;
        if (columns.Currency is { } column && !currencies.TryNumber(row.Field(column), out currency))
            return Refuse(file, row, BadReason.BadCurrency, "{0} is no currency code of at most 16 letters or digits", row.Field(column));

        order = new Order(customer, at, amount, currency);
        return true;
    }

    private static bool TryReadAmount(Row row, in OrderColumns columns, out Amount amount, out int refused)
    {
        refused = columns.Amount;
        if (!Amount.TryParse(row.Field(columns.Amount), out amount))
            return false;
        if (columns.Factor is not { } factor)
            return true;

        refused = factor;
        return Amount.TryParse(row.Field(factor), out var by) && Amount.TryMultiply(amount, by, out amount);
    }

    private static bool IsBlank(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && text[0] is > (byte)' ' and < 0x7F)
            return false;
        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(rune))
            text = text[length..];
        return text.IsEmpty;
    }

    // What the store would take for a customer, so that a log that can be analysed can be imported.
    private static bool IsId(ReadOnlySpan<byte> text) =>
        (text.Length <= Transaction.MaxIdLength && !text.ContainsAnyExceptInRange((byte)1, (byte)0x7F))
        || IsUnusualId(text);

    private static bool IsUnusualId(ReadOnlySpan<byte> text) =>
        !text.Contains((byte)0)
        && Utf8.IsValid(text)
        && (text.Length <= Transaction.MaxIdLength || Encoding.UTF8.GetCharCount(text) <= Transaction.MaxIdLength);

    private bool Refuse(string file, Row row, string reason, string explanation, ReadOnlySpan<byte> field = default)
    {
        bad.Add(file, row.Line, reason, explanation, field);
        return false;
    }
}
