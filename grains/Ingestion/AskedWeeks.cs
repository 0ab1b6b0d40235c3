using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Catalog;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Reads which weeks somebody means.</summary>
internal static class AskedWeeks
{
    /// <summary>The most weeks that are pulled at once: a century's.</summary>
    public const int Most = 5300;

    /// <summary>Weeks to be pulled: neither before the source's first, nor in the future.</summary>
    /// <exception cref="TxException">A week is none or can't be pulled, or there are too many.</exception>
    public static IReadOnlyList<Week> ToPull(PullRequest request, SourceSettings settings, DateTimeOffset now, int most = Most)
    {
        var (from, to) = AskedRange.Of(request.From, request.To, settings.Zone);
        if (Week.Of(now, settings.Zone).CompareTo(to) < 0)
            throw new TxException(TxError.Invalid, $"{to} lies in the future");
        if (settings.Since is { } since && from.CompareTo(since) < 0)
            throw new TxException(TxError.Invalid, $"{from} lies before {since}, the first week of source '{settings.Name}' by its key Since");

        var asked = from.Through(to).Take(most + 1).ToList();
        return asked.Count <= most ? asked : throw new TxException(TxError.Invalid, $"at most {most} weeks are taken at once");
    }

    /// <summary>Those of the stored weeks that are meant: without a range, all.</summary>
    /// <exception cref="TxException">A week is none, or none of the range was ever asked for.</exception>
    public static IReadOnlyList<StoredWeek> Among(IReadOnlyList<StoredWeek> stored, string? from, string? to, string source)
    {
        if (from is null && to is null)
            return stored;

        var (first, last) = Range(from ?? to!, to ?? from!);
        var meant = stored.Where(week => week.Week.CompareTo(first) >= 0 && week.Week.CompareTo(last) <= 0).ToList();
        if (meant.Count > 0)
            return meant;
        throw new TxException(TxError.NotFound, first == last
            ? $"{first} of source '{source}' was never asked for: pull it first"
            : $"no week from {first} to {last} of source '{source}' was ever asked for: pull them first");
    }

    private static (Week From, Week To) Range(string from, string to)
    {
        if (!Week.TryParse(from, out var first) || !Week.TryParse(to, out var last))
            throw new TxException(TxError.Invalid, from == to ? $"'{from}' is no week: write it like 2026-W40" : $"'{from}' to '{to}' are no weeks: write them like 2026-W40");
        return last.CompareTo(first) >= 0
            ? (first, last)
            : throw new TxException(TxError.Invalid, $"the last week, {last}, lies before the first, {first}");
    }
}
