using System.Runtime.CompilerServices;
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
            return Refuse(file, row.Line, BadReason.BadQuotes, "a quoted field is not closed, or goes on after its closing quote");
        if (row.Defect == RowDefect.TooLong)
            return Refuse(file, row.Line, BadReason.TooLong, $"a row has at most {BlockReader.LongestRow} bytes");
        if (row.FieldCount != columns.Count)
            return Refuse(file, row.Line, BadReason.WrongColumns, bad.Shows ? $"it has {row.FieldCount} fields, not {columns.Count}" : "");

        var fields = new OrderFields
        {
            Customer = row.Field(columns.Customer),
            Date = row.Field(columns.Date),
            Amount = row.Field(columns.Amount),
            Factor = columns.Factor is { } factor ? row.Field(factor) : default,
            Currency = columns.Currency is { } currency ? row.Field(currency) : default,
        };
        return TryRead(file, row.Line, fields, columns, out order);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(string file, long line, scoped in OrderFields fields, in OrderColumns columns, out Order order)
    {
        order = default;
        if (IsBlank(fields.Customer))
            return Refuse(file, line, BadReason.MissingCustomer, "there is no customer");
        if (!IsId(fields.Customer))
            return Refuse(file, line, BadReason.BadCustomer, "{0} is no UTF-8 text of at most 500 characters without NUL", fields.Customer);
        if (!times.TryRead(Blanks.Trim(fields.Date), out var at))
            return Refuse(file, line, BadReason.BadDate, "{0} is no time that is known; --date-format names others", fields.Date);
        if (!Amount.TryParse(fields.Amount, out var amount))
            return Refuse(file, line, BadReason.BadAmount, bad.Shows ? AmountHint.Of(fields.Amount) : "", fields.Amount);
        if (columns.Factor is not null && !(Amount.TryParse(fields.Factor, out var factor) && Amount.TryMultiply(amount, factor, out amount)))
            return Refuse(file, line, BadReason.BadAmount, bad.Shows ? AmountHint.Of(fields.Factor) : "", fields.Factor);

        var currency = CurrencyTable.OfBlanks;
        if (columns.Currency is not null && !currencies.TryNumber(fields.Currency, out currency))
            return Refuse(file, line, BadReason.BadCurrency, "{0} is no currency code of at most 16 letters or digits", fields.Currency);

        order = new Order(fields.Customer, at, amount, currency);
        return true;
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

    private bool Refuse(string file, long line, string reason, string explanation, ReadOnlySpan<byte> field = default)
    {
        bad.Add(file, line, reason, explanation, field);
        return false;
    }
}
