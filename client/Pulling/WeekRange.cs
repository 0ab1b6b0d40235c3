using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Pulling;

/// <summary>Weeks as users name them: <c>2026-W40</c> or <c>2026-W40..2026-W43</c>, both ends included.</summary>
internal sealed record WeekRange(Week From, Week To)
{
    /// <exception cref="FormatException">The text is none of these; the message says what is allowed.</exception>
    public static WeekRange Parse(string text)
    {
        var ends = text.Split("..");
        if (ends.Length > 2 || !Week.TryParse(ends[0], out var from) || !Week.TryParse(ends[^1], out var to))
            throw new FormatException($"'{text}' is no week (2026-W40) and no range of weeks (2026-W40..2026-W43)");
        return to.CompareTo(from) >= 0
            ? new WeekRange(from, to)
            : throw new FormatException($"the last week, {to}, lies before the first, {from}");
    }

    public override string ToString() => From == To ? $"{From}" : $"{From}..{To}";
}
