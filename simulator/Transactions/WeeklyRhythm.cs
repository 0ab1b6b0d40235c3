namespace Orleans.Tx.Simulator.Transactions;

/// <summary>
/// How a week's orders spread over its hours: quiet nights, busy evenings, a strong Sunday. Inverting the cumulative intensity turns
/// equal steps of orders into times, so that times rise with the index and none of the other rows is needed to know one.
/// </summary>
internal static class WeeklyRhythm
{
    private static readonly int[] Days = [95, 90, 92, 98, 105, 118, 126];

    private static readonly int[] Hours =
        [14, 8, 5, 4, 4, 7, 16, 30, 46, 60, 70, 74, 78, 72, 66, 64, 68, 76, 88, 100, 104, 92, 62, 32];

    private static readonly double[] Cumulative = Accumulate();

    /// <summary>The second of the week, from 0 to 604799, by which this share (0 to below 1) of its orders has come in.</summary>
    public static int SecondAt(double share)
    {
        var wanted = share * Cumulative[^1];
        var found = Array.BinarySearch(Cumulative, wanted);
        var hour = Math.Min(found >= 0 ? found : ~found - 1, Cumulative.Length - 2);
        var within = (wanted - Cumulative[hour]) / (Cumulative[hour + 1] - Cumulative[hour]);
        return (hour * 3600) + Math.Clamp((int)(within * 3600), 0, 3599);
    }

    private static double[] Accumulate()
    {
        var sums = new double[(Days.Length * Hours.Length) + 1];
        for (var hour = 1; hour < sums.Length; hour++)
            sums[hour] = sums[hour - 1] + (Days[(hour - 1) / Hours.Length] * Hours[(hour - 1) % Hours.Length]);
        return sums;
    }
}
