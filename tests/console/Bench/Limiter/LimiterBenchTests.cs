using Orleans.Tx.Client.Bench.Limiter;

namespace Orleans.Tx.Console.Tests.Bench.Limiter;

public sealed class LimiterBenchTests
{
    private static readonly SimulationDay[] Days = [new(7, 7200), new(8, 7200)];

    public static TheoryData<string> Cases => [.. SimulationCase.All.Select(its => its.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nobody_gets_more_than_who_knows_the_limit(string name)
    {
        var rows = LimiterBench.Run([Case(name)], Days, TestContext.Current.CancellationToken);

        // With so little of a window at the end, a burst may fall on either side of it.
        Assert.All(rows, row => Assert.InRange(row.Share, 10, 101));
        Assert.All(rows.Where(row => row.Subject == LimitPolicies.Oracle), row => Assert.Equal((100, 0, 0), (row.Share, row.Rejected, row.RejectedWorst)));
    }

    [Fact]
    public void Product_is_never_refused_at_a_constant_limit_and_uses_it_whole()
    {
        var rows = LimiterBench.Run([Case("constant")], Days, TestContext.Current.CancellationToken);

        Assert.All(rows.Where(row => row.Subject == LimitPolicies.Tx), row => Assert.Equal((100, 0), (row.ShareWorst, row.RejectedWorst)));
    }

    [Fact]
    public void Same_seeds_give_the_same_rows_and_others_give_others()
    {
        var once = LimiterBench.Run([Case("flap")], Days, TestContext.Current.CancellationToken);

        Assert.Equal(once, LimiterBench.Run([Case("flap")], Days, TestContext.Current.CancellationToken));
        Assert.NotEqual(once, LimiterBench.Run([Case("flap")], [new SimulationDay(9, 7200)], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_policy_runs_with_refused_requests_counted_and_not()
    {
        var rows = LimiterBench.Run([Case("outage")], Days, TestContext.Current.CancellationToken);

        Assert.Equal(2 * LimitPolicies.Names.Count, rows.Select(row => (row.Subject, row.RejectedCounted)).Distinct().Count());
        Assert.Equal(rows.Count, rows.Select(row => (row.Subject, row.RejectedCounted)).Distinct().Count());
    }

    private static SimulationCase Case(string name) => SimulationCase.All.Single(its => its.Name == name);
}
