using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Orleans.Tx.Client.Calendar;
using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Client.Orders;

/// <summary>Turns rows into orders for a sink, or says what keeps them from being any.</summary>
internal sealed class OrderParser(TimeReader times, CurrencyTable currencies, BadRows bad, IOrderSink sink)
{
    // Shorter than what it takes to call a search of many bytes at once.
    private const int ShortId = 16;

    private readonly CurrencyReader _currencies = new(currencies);

    /// <summary>Where the orders go.</summary>
    public IOrderSink Sink => sink;

    /// <summary>Takes a row that need not be one.</summary>
    public void Take(string file, Row row, in OrderColumns columns)
    {
        if (row.Defect == RowDefect.Quotes)
            Refuse(file, row.Line, BadReason.BadQuotes, "a quoted field is not closed, or goes on after its closing quote");
        else if (row.Defect == RowDefect.TooLong)
            Refuse(file, row.Line, BadReason.TooLong, $"a row has at most {BlockReader.LongestRow} bytes");
        else if (row.FieldCount != columns.Count)
            Refuse(file, row.Line, BadReason.WrongColumns, bad.Shows ? $"it has {row.FieldCount} fields, not {columns.Count}" : "");
        else
            Take(file, row.Line, row, columns);
    }

    /// <summary>Takes a row that has the fields it should have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take<TRow>(string file, long line, TRow row, in OrderColumns columns)
        where TRow : IFieldRow, allows ref struct
    {
        var customer = row.Field(columns.Customer);
        if (IsBlank(customer))
            Refuse(file, line, BadReason.MissingCustomer, "there is no customer");
        else if (!IsId(customer))
            Refuse(file, line, BadReason.BadCustomer, "{0} is no UTF-8 text of at most 500 characters without NUL", customer);
        else if (!times.TryRead(Blanks.Trim(row.Field(columns.Date)), out var at))
            Refuse(file, line, BadReason.BadDate, "{0} is no time that is known; --date-format names others", row.Field(columns.Date));
        else if (!Amount.TryParse(row.Field(columns.Amount), out var amount))
            RefuseAmount(file, line, row.Field(columns.Amount));
        else if (columns.Factor is { } factor && !TryMultiply(ref amount, row.Field(factor)))
            RefuseAmount(file, line, row.Field(factor));
        else if (!TryNumber(row, columns, out var currency))
            Refuse(file, line, BadReason.BadCurrency, "{0} is no currency code of at most 16 letters or digits", row.Field(columns.Currency ?? 0));
        else if (columns.Id is { } id)
            TakeWithId(file, line, customer, at, amount, currency, row.Field(id));
        else
            sink.Add(customer, at, amount, currency, line, []);
    }

    private void TakeWithId(string file, long line, ReadOnlySpan<byte> customer, DateTime at, Amount amount, int currency, ReadOnlySpan<byte> id)
    {
        if (IsBlank(id))
            Refuse(file, line, BadReason.MissingId, "there is no id");
        else if (!IsId(id))
            Refuse(file, line, BadReason.BadId, "{0} is no UTF-8 text of at most 500 characters without NUL", id);
        else
            sink.Add(customer, at, amount, currency, line, id);
    }

    private static bool TryMultiply(ref Amount amount, ReadOnlySpan<byte> factor) =>
        Amount.TryParse(factor, out var by) && Amount.TryMultiply(amount, by, out amount);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNumber<TRow>(TRow row, in OrderColumns columns, out int currency)
        where TRow : IFieldRow, allows ref struct
    {
        currency = CurrencyTable.OfBlanks;
        return columns.Currency is not { } column || _currencies.TryNumber(row.Field(column), out currency);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBlank(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && text[0] is > (byte)' ' and < 0x7F)
            return false;
        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(rune))
            text = text[length..];
        return text.IsEmpty;
    }

    // What the store would take for a customer, so that a log that can be analysed can be imported.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsId(ReadOnlySpan<byte> text)
    {
        if (text.Length > ShortId)
            return IsUnusualId(text);
        foreach (var b in text)
        {
            if (b is 0 or > 0x7F)
                return IsUnusualId(text);
        }

        return true;
    }

    private static bool IsUnusualId(ReadOnlySpan<byte> text) =>
        !text.Contains((byte)0)
        && Utf8.IsValid(text)
        && (text.Length <= Transaction.MaxIdLength || Encoding.UTF8.GetCharCount(text) <= Transaction.MaxIdLength);

    private void RefuseAmount(string file, long line, ReadOnlySpan<byte> field) =>
        Refuse(file, line, BadReason.BadAmount, bad.Shows ? AmountHint.Of(field) : "", field);

    private void Refuse(string file, long line, string reason, string explanation, ReadOnlySpan<byte> field = default) =>
        bad.Add(file, line, reason, explanation, field);
}
