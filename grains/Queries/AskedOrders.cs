using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>Reads what users ask for; what can't be asked is refused with a sentence that begins with the parameter.</summary>
internal static class AskedOrders
{
    public const int MostCustomers = 100_000;

    // An id is the key of an index: PostgreSQL keeps none that is longer than a third of a page, so nothing is stored under it.
    private const int LongestId = 2000;

    /// <param name="zone">The zone of what names no offset.</param>
    public static OrderScope Scope(string source, OrderFilter filter, TimeZoneInfo zone)
    {
        var (from, to) = (Bound(filter.From, "from"), Bound(filter.To, "to"));
        var (start, end) = (from?.StartIn(zone), to?.EndIn(zone));
        if (start >= end)
            throw Invalid($"from: {from} does not lie before the end of to, {to}");
        return new OrderScope(source, start, end, Customers(filter), AskedCurrency(filter.Currency));
    }

    public static NewDefinition Definition(string? word)
    {
        foreach (var definition in Enum.GetValues<NewDefinition>())
        {
            if (word is null || word == RevenueAnswers.Word(definition))
                return definition;
        }

        throw Invalid($"new: '{word}' is not known; allowed: {string.Join(", ", Enum.GetValues<NewDefinition>().Select(RevenueAnswers.Word))}");
    }

    public static TxException Invalid(string message) => new(TxError.Invalid, message);

    private static TimeBound? Bound(string? text, string parameter)
    {
        try
        {
            return text is null ? null : TimeBound.Parse(text);
        }
        catch (FormatException e)
        {
            throw Invalid($"{parameter}: {e.Message}");
        }
    }

    private static Currency? AskedCurrency(string? code)
    {
        if (code is null)
            return null;
        return Currency.TryParse(code, out var currency)
            ? currency
            : throw Invalid($"currency: '{code}' is no currency code: 1 to {Currency.MaxLength} letters or digits, such as USD");
    }

    private static IReadOnlyList<string>? Customers(OrderFilter filter)
    {
        if (filter.Customers is not { IsDefault: false } ids)
            return null;
        if (ids.Length > MostCustomers)
            throw Invalid($"customer: {ids.Length} are given, and at most {MostCustomers} are taken at once");
        // The store knows no id with a NUL or half a surrogate pair; asked for one, it would refuse the question.
        return [.. ids.Distinct(StringComparer.Ordinal).Where(IsStorable)];
    }

    /// <summary>An id that can be stored.</summary>
    public static bool IsStorable(string id) => id.Length is > 0 and <= LongestId && !id.Contains('\0') && IsWhole(id);

    private static bool IsWhole(string id)
    {
        foreach (var rune in id.EnumerateRunes())
        {
            if (rune == System.Text.Rune.ReplacementChar && !id.Contains('\ufffd'))
                return false;
        }

        return true;
    }
}
