using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard.Figures;

/// <summary>How final an answer is, in words.</summary>
internal static class Finality
{
    private const int MostWeeks = 4;

    public static bool IsFinal(Coverage? coverage) => coverage is null or { Complete: true, NewComplete: true, LagBatches: 0 };

    /// <summary>So is every month: none goes on beyond the weeks that were pulled.</summary>
    public static bool IsFinal(RevenueAnswer answer) => IsFinal(answer.Coverage) && answer.Currencies.All(block =>
        !(block.Months ?? []).Any(month => month is { Complete: false } or { NewComplete: false })
        && !(block.Cohorts ?? []).Any(cohort => cohort is { Complete: false } or { NewComplete: false }));

    /// <summary>Null for an answer that has no coverage.</summary>
    public static string? Of(RevenueAnswer answer) => answer.Coverage is not { } coverage ? null
        : IsFinal(coverage) && !IsFinal(answer) ? "Every week that was pulled is complete. Months that go on beyond these weeks are marked: they are not final."
        : Of(coverage);

    public static string Of(Coverage coverage) => string.Join(' ', Sentences(coverage));

    public static string Meaning(string definition) => definition == "first-order"
        ? "only the orders at a customer’s first instant are new revenue"
        : "every order in a customer’s first calendar month is new revenue";

    private static IEnumerable<string> Sentences(Coverage coverage)
    {
        if (IsFinal(coverage))
            yield return "These figures are final: every week is complete.";
        if (!coverage.Complete)
            yield return $"Not final: {Weeks(coverage)}.";
        if (!coverage.NewComplete)
            yield return $"{(coverage.Complete ? "These weeks are complete, but earlier" : "Earlier")} ones are missing, so who is new may still change.";
        if (coverage.LagBatches > 0)
            yield return $"{Amount.Count(coverage.LagBatches)} batches are stored and not counted yet.";
        if (coverage.Rejected > 0)
            yield return $"{Amount.Count(coverage.Rejected)} records could not be read and are set aside.";
        if (coverage.Notice is { } notice)
            yield return notice;
    }

    private static string Weeks(Coverage coverage)
    {
        if (coverage.Weeks.IsEmpty)
            return "some weeks are not complete";
        var first = string.Join(", ", coverage.Weeks.Take(MostWeeks).Select(Week));
        return coverage.Weeks.Length > MostWeeks ? $"{first} and {coverage.Weeks.Length - MostWeeks} more weeks" : first;
    }

    private static string Week(WeekCoverage week) => week.Status switch
    {
        "absent" => $"{week.Week} was never pulled",
        "pulling" when week.Pages is > 0 and var pages => $"{week.Week} is being pulled ({100 * (week.Page ?? 0) / pages} %)",
        var status => $"{week.Week} is {status}",
    };
}
