using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Which records that were set aside: null stands for no bound.</summary>
/// <param name="From">The first week.</param>
/// <param name="To">The last, included.</param>
/// <param name="Reason">Those set aside for this reason alone.</param>
public readonly record struct SetAsideRange(Week? From, Week? To, string? Reason)
{
    /// <summary>It is one week, and no more.</summary>
    public bool IsOneWeek => From is not null && From == To;

    /// <exception cref="TxException">A week is none, or the last lies before the first.</exception>
    public static SetAsideRange Of(string? from, string? to, string? reason)
    {
        var (first, last) = (Parse(from, "from"), Parse(to, "to"));
        return last?.CompareTo(first ?? last.Value) < 0
            ? throw new TxException(TxError.Invalid, $"to: the last week, {last}, lies before the first, {first}")
            : new SetAsideRange(first, last, reason);
    }

    private static Week? Parse(string? text, string parameter)
    {
        if (text is null)
            return null;
        return Week.TryParse(text, out var week)
            ? week
            : throw new TxException(TxError.Invalid, $"{parameter}: '{text}' is no week: write it like 2026-W40");
    }
}
