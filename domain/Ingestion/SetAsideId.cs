using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Ingestion;

/// <summary>Where a record that was set aside came from, which names it within its source: <c>2026-W40/1/17/3</c>.</summary>
public readonly record struct SetAsideId : IComparable<SetAsideId>
{
    /// <param name="week">The week that was pulled.</param>
    /// <param name="run">Which run of it, from 1.</param>
    /// <param name="page">The page's place in the run, from 0.</param>
    /// <param name="place">The record's place in the page, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below its first.</exception>
    public SetAsideId(Week week, int run, long page, int place)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(run, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        (Week, Run, Page, Place) = (week, run, page, place);
    }

    public Week Week { get; }

    public int Run { get; }

    public long Page { get; }

    public int Place { get; }

    /// <summary>Behind every record of a week.</summary>
    public static SetAsideId EndOf(Week week) => new(week, int.MaxValue, long.MaxValue, int.MaxValue);

    public static bool TryParse([NotNullWhen(true)] string? text, out SetAsideId id)
    {
        id = default;
        // A NUL would end a number.
        if (text?.Contains('\0') != false
            || text.Split('/') is not [var writtenWeek, var writtenRun, var writtenPage, var writtenPlace]
            || !Week.TryParse(writtenWeek, out var week)
            || !int.TryParse(writtenRun, NumberStyles.None, CultureInfo.InvariantCulture, out var run) || run < 1
            || !long.TryParse(writtenPage, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            || !int.TryParse(writtenPlace, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            return false;

        id = new SetAsideId(week, run, page, place);
        return true;
    }

    /// <exception cref="FormatException">The text is no such id.</exception>
    public static SetAsideId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException($"'{text}' names no record that was set aside: write week/run/page/place, as tx rejects lists them, like 2026-W40/1/17/3");

    public int CompareTo(SetAsideId other) => (Week, Run, Page, Place).CompareTo((other.Week, other.Run, other.Page, other.Place));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Week}/{Run}/{Page}/{Place}");
}
