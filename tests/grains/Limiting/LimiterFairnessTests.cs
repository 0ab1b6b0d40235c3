using System.Collections.Immutable;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Tests.Limiting;

/// <summary>Several weeks, and several sources, at once.</summary>
public sealed class LimiterFairnessTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly string[] Weeks = ["2026-W40", "2026-W41", "2026-W42", "2026-W43"];

    [Fact]
    public async Task The_newest_week_gets_three_quarters_of_the_permits_and_no_week_starves()
    {
        var granted = await Pull(silo.LimiterOf(silo.NewSource().Allowing(60)), Weeks, _ => 60, total: 1200);

        Assert.InRange(granted["2026-W43"], 840, 960);
        Assert.All(Weeks[..^1], week => Assert.InRange(granted[week], 50, 180));
    }

    [Fact]
    public async Task What_the_newest_week_does_not_want_flows_over()
    {
        var granted = await Pull(silo.LimiterOf(silo.NewSource().Allowing(60)), Weeks[..3], week => week == Weeks[2] ? 5 : 60, total: 600);

        Assert.InRange(granted["2026-W42"], 30, 400);
        Assert.All(Weeks[..2], week => Assert.InRange(granted[week], 100, 300));
    }

    [Fact]
    public async Task A_week_that_has_gone_keeps_nothing_from_the_others()
    {
        var source = silo.NewSource().Allowing(20);
        var limiter = silo.LimiterOf(source);
        await limiter.Acquire(new PermitRequest("2026-W43", 20, []));
        silo.Clock.Advance(source.Settings.Limit.LongestHold);
        await limiter.Acquire(new PermitRequest("2026-W42", 1, []));
        await limiter.Acquire(new PermitRequest("2026-W43", 100, []));
        silo.Clock.Advance(source.Settings.Limit.LongestHold);

        var answer = await limiter.Acquire(new PermitRequest("2026-W40", 5, []));

        Assert.Equal(5, answer.Granted);
    }

    [Fact]
    public async Task Sources_side_by_side_have_nothing_to_do_with_each_other()
    {
        var (closed, open) = (silo.LimiterOf(silo.NewSource().Allowing(50)), silo.LimiterOf(silo.NewSource().Allowing(50)));
        var refused = await closed.Want(10);
        await open.Want(20);
        await closed.Settle(refused.Lease, PermitOutcome.Rejected, retryAfter: TimeSpan.FromMinutes(5));

        Assert.Equal(0, (await closed.Want(10)).Granted);
        Assert.Equal(30, (await open.Want(50)).Granted + (await open.Want(50)).Granted);
        Assert.Equal((10, 1L), (await closed.Snapshot() is var shut ? shut.Held : 0, shut.Rejections));
        Assert.Equal((50, 0L, 50), (await open.Snapshot() is var other ? other.Held : 0, other.Rejections, other.Learned));
    }

    /// <summary>All weeks want permits all the time, and use them within a second.</summary>
    private async Task<Dictionary<string, int>> Pull(ILimiterGrain limiter, string[] weeks, Func<string, int> wanted, int total)
    {
        var chance = new Random(7);
        var granted = weeks.ToDictionary(week => week, _ => 0, StringComparer.Ordinal);
        var settled = weeks.ToDictionary(week => week, _ => ImmutableArray<SettledPermit>.Empty, StringComparer.Ordinal);
        var due = weeks.ToDictionary(week => week, _ => silo.Clock.GetUtcNow(), StringComparer.Ordinal);
        while (granted.Values.Sum() < total)
        {
            var first = due.Values.Min();
            silo.Clock.Advance(first > silo.Clock.GetUtcNow() ? first - silo.Clock.GetUtcNow() : TimeSpan.Zero);
            var next = weeks.Where(week => due[week] <= silo.Clock.GetUtcNow()).ToArray();
            chance.Shuffle(next);
            foreach (var week in next)
            {
                var answer = await limiter.Acquire(new PermitRequest(week, wanted(week), settled[week]));
                granted[week] += answer.Granted;
                settled[week] = PermitRequests.Settled(answer);
                due[week] = silo.Clock.GetUtcNow() + (answer.Granted > 0 ? TimeSpan.FromSeconds(chance.NextDouble()) : answer.AskAgainAfter);
            }
        }

        return granted;
    }
}
