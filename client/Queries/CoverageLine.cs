using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Queries;

/// <summary>How final an answer is, for people.</summary>
internal static class CoverageLine
{
    private const int MostWeeks = 5;

    public static string Of(Coverage coverage)
    {
        if (coverage.Complete)
            return coverage.NewComplete ? "Every week of the range is complete." : "Every week of the range is complete; who is new may change with earlier weeks.";
        var weeks = string.Join(", ", coverage.Weeks.Take(MostWeeks).Select(week => $"{week.Week} {week.Status}"));
        var more = coverage.Weeks.Length > MostWeeks ? " and more" : "";
        var lag = coverage.LagBatches > 0 ? $"; {Digits.Grouped(coverage.LagBatches)} batches are stored and not counted yet" : "";
        return $"Not final{(weeks.Length > 0 ? $": {weeks}{more}" : "")}{lag}.";
    }
}
