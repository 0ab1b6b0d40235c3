namespace Orleans.Tx.Simulator.Transactions;

/// <summary>
/// Who buys. Each week wins customers of its own; a row's buyer comes from the weeks so far by an age distribution that falls with age,
/// so that every cohort decays, and in the first weeks nearly everybody is new.
/// </summary>
internal sealed class CustomerBase
{
    private const int OldestAge = 520;
    private const double CustomersPerFirstOrder = 0.8;

    private readonly long _seed;
    private readonly int _rows;
    private readonly double[] _cumulative = AgeDistribution();

    public CustomerBase(long seed, int rowsPerWeek)
    {
        _seed = seed;
        _rows = rowsPerWeek;
    }

    /// <summary>The buyer of a row in this week, counted from the log's first.</summary>
    public Customer Choose(long week, ref Draw chance)
    {
        var oldest = (int)Math.Min(week, OldestAge);
        var found = Array.BinarySearch(_cumulative, 0, oldest + 1, chance.Next() * _cumulative[oldest]);
        var age = Math.Min(found >= 0 ? found + 1 : ~found, oldest);
        var cohort = week - age;
        var rank = chance.Next();
        // Newcomers come about evenly. Who comes back is mostly the cohort's heavy buyers, those of low rank.
        var weight = age == 0 ? rank : rank * rank * rank;
        var size = SizeOf(cohort);
        return new Customer(_seed, cohort, Math.Min((long)(weight * size), size - 1));
    }

    private long SizeOf(long cohort) =>
        Math.Max(1, (long)(CustomersPerFirstOrder * _rows * _cumulative[0] / _cumulative[(int)Math.Min(cohort, OldestAge)]));

    private static double[] AgeDistribution()
    {
        var sums = new double[OldestAge + 1];
        sums[0] = 1;
        for (var age = 1; age < sums.Length; age++)
            sums[age] = sums[age - 1] + (1.2 / (age * Math.Sqrt(age)));
        return sums;
    }
}
