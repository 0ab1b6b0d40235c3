using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>The weeks from one to another, both included, as somebody names them.</summary>
internal readonly record struct AskedRange(Week From, Week To)
{
    /// <summary>Ends may be weeks, months, dates or instants. A week or month is included; a date or instant is not, as the end of a range.</summary>
    /// <param name="zone">The source's: what names no offset is read in it, and its weeks are cut by it.</param>
    /// <exception cref="TxException">An end is none of these, or the last week lies before the first.</exception>
    public static AskedRange Of(string from, string to, TimeZoneInfo zone)
    {
        var (start, end) = (Bound(from).StartIn(zone), Bound(to).EndIn(zone));
        if (end > start)
            return new AskedRange(Week.Of(start, zone), Week.Of(end.AddTicks(-1), zone));
        // One date alone means the week that holds it.
        if (from == to)
            return new AskedRange(Week.Of(start, zone), Week.Of(start, zone));
        throw new TxException(TxError.Invalid, Week.TryParse(to, out var last) ? $"the last week, {last}, lies before the first, {from}" : $"{to} does not lie after {from}");
    }

    private static TimeBound Bound(string text)
    {
        try
        {
            return TimeBound.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new TxException(TxError.Invalid, wrong.Message);
        }
    }
}
