using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Charts;

/// <summary>A month and the column it is drawn in.</summary>
public sealed record PlacedMonth(int Place, MonthAnswer Answer)
{
    /// <summary>How far the bar goes up: gains are stacked on gains, and losses hang below losses.</summary>
    public decimal Highest => Math.Max(0, Answer.RecurringRevenue) + Math.Max(0, Answer.NewRevenue);

    /// <summary>How far the bar goes down.</summary>
    public decimal Lowest => Math.Min(0, Answer.RecurringRevenue) + Math.Min(0, Answer.NewRevenue);

    /// <summary>One part is a gain and the other a loss: the bar does not show the revenue by its length.</summary>
    public bool IsMixed => Highest > 0 && Lowest < 0;

    /// <summary>Weeks are missing, of the month or before it.</summary>
    public bool MayChange => Answer is { Complete: false } or { NewComplete: false };
}
