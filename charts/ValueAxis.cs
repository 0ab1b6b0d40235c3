namespace Orleans.Tx.Charts;

/// <summary>An axis with zero among its ticks, which stand at multiples of a number that people count in.</summary>
/// <param name="Step">From tick to tick.</param>
/// <param name="Above">How many ticks there are above zero; at least one.</param>
/// <param name="Below">How many below.</param>
public sealed record ValueAxis(decimal Step, int Above, int Below)
{
    private const int MostSteps = 6;
    private static readonly decimal[] Countable = [1m, 1.5m, 2m, 2.5m, 3m, 4m, 5m, 6m, 8m];
    private static readonly decimal[] CountablePercents = [20m, 25m, 50m, 100m];

    public decimal Low => -Step * Below;

    public decimal High => Step * Above;

    /// <summary>From the lowest to the highest.</summary>
    public IEnumerable<decimal> Ticks => Enumerable.Range(-Below, Above + Below + 1).Select(count => count * Step);

    /// <summary>An axis for amounts in this range and zero, in as many steps as let them fill most of it.</summary>
    public static ValueAxis For(decimal lowest, decimal highest)
    {
        if (lowest >= 0 && highest <= 0)
            return new ValueAxis(1, 1, 0);

        var most = lowest < 0 ? MostSteps : MostSteps - 1;
        return Steps(Math.Max(highest, -lowest))
            .Select(step => new ValueAxis(step, Math.Max(1, Count(highest, step)), Count(-lowest, step)))
            .First(axis => axis.Above + axis.Below <= most);
    }

    /// <summary>An axis of percentages with its zero and its ticks where this one has them, up to a percentage of 100 to 200 at least.</summary>
    public ValueAxis Percents(decimal highest) =>
        this with { Step = CountablePercents.FirstOrDefault(step => step * Above >= highest, 200m) };

    /// <summary>How far down from the top of an axis of this height a value stands.</summary>
    public double Down(decimal value, double height) => (double)((High - value) / (High - Low)) * height;

    private static int Count(decimal value, decimal step) => (int)Math.Min(MostSteps + 1, Math.Ceiling(Math.Max(0, value) / step));

    // From a tenth of the amount's power of ten up: the first that is large enough is not far.
    private static IEnumerable<decimal> Steps(decimal largest)
    {
        var power = 1m;
        while (power <= largest / 10)
            power *= 10;
        while (power > largest)
            power /= 10;
        return Countable.Select(number => number * power / 10).Concat(Countable.Select(number => number * power));
    }
}
