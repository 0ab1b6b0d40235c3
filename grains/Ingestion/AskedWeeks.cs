using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Catalog;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>The weeks of a request.</summary>
internal static class AskedWeeks
{
    /// <exception cref="TxException">A week is none, lies in the future or before the source's first, or there are too many.</exception>
    public static IReadOnlyList<Week> Of(PullRequest request, SourceSettings settings, int most, TimeProvider time)
    {
        if (!Week.TryParse(request.From, out var from) || !Week.TryParse(request.To, out var to))
            throw new TxException(TxError.Invalid, $"'{request.From}' to '{request.To}' are no weeks: write them like 2026-W40");
        if (to.CompareTo(from) < 0)
            throw new TxException(TxError.Invalid, $"the last week, {to}, lies before the first, {from}");
        if (Week.Of(time.GetUtcNow(), settings.Zone).CompareTo(to) < 0)
            throw new TxException(TxError.Invalid, $"{to} lies in the future");
        if (settings.Since is { } since && from.CompareTo(since) < 0)
            throw new TxException(TxError.Invalid, $"{from} lies before {since}, the first week of source '{settings.Name}' by its key Since");

        var asked = from.Through(to).Take(most + 1).ToList();
        return asked.Count <= most ? asked : throw new TxException(TxError.Invalid, $"at most {most} weeks are taken at once");
    }
}
