using FsCheck.Fluent;
using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Domain.Tests.Limiting;

public sealed class FairSharesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    [Fact]
    public void Newest_week_gets_three_quarters_and_the_others_share_one_quarter_in_turn()
    {
        var granted = Serve(["2026-W40", "2026-W41", "2026-W42"], rounds: 4000);
        Assert.InRange(granted["2026-W42"], 2990, 3010);
        Assert.InRange(granted["2026-W41"], 490, 510);
        Assert.InRange(granted["2026-W40"], 490, 510);
    }

    [Fact]
    public void Only_one_that_wants_gets_everything()
    {
        var shares = new FairShares(Forgotten, Kept);
        shares.Register("2026-W41", 50, Start);
        Assert.Equal(40, shares.Share("2026-W41", 40, Start));
        Assert.Equal(50, shares.Share("2026-W41", 400, Start));
        Assert.Equal(0, shares.Share("2026-W42", 400, Start));
    }

    [Fact]
    public void Share_that_one_does_not_want_flows_over()
    {
        var shares = new FairShares(Forgotten, Kept);
        shares.Register("2026-W42", 5, Start);
        shares.Register("2026-W41", 100, Start);
        Assert.Equal(5, shares.Share("2026-W42", 100, Start));
        Assert.Equal(95, shares.Share("2026-W41", 100, Start));
    }

    [Fact]
    public void Demand_that_is_not_repeated_is_forgotten()
    {
        var shares = new FairShares(Forgotten, Kept);
        shares.Register("2026-W42", 100, Start);
        shares.Register("2026-W41", 100, Start + Forgotten);
        Assert.Equal(0, shares.Share("2026-W42", 10, Start + Forgotten));
        Assert.Equal(10, shares.Share("2026-W41", 10, Start + Forgotten));
    }

    [Fact]
    public void Nothing_is_kept_for_one_that_was_told_to_ask_later_or_is_late()
    {
        var shares = new FairShares(Forgotten, Kept);
        var later = Start + TimeSpan.FromSeconds(5);
        shares.Register("2026-W42", 10, Start);
        shares.AsksAgain("2026-W42", later);
        shares.Register("2026-W41", 10, Start);
        Assert.Equal(10, shares.Share("2026-W41", 10, later - TimeSpan.FromTicks(1)));
        Assert.Equal(3, shares.Share("2026-W41", 10, later));
        Assert.Equal(10, shares.Share("2026-W41", 10, later + Kept));
    }

    [Fact]
    public void One_that_comes_late_is_served_first()
    {
        var shares = new FairShares(Forgotten, Kept);
        shares.Register("2026-W42", 10, Start);
        shares.Register("2026-W41", 30, Start);
        shares.Granted("2026-W41", 20);
        Assert.Equal(10, shares.Share("2026-W42", 10, Start));
    }

    [Fact]
    public void One_that_was_away_has_saved_nothing_up()
    {
        var shares = new FairShares(Forgotten, Kept);
        for (var round = 0; round < 1000; round++)
        {
            shares.Register("2026-W41", 1, Start);
            shares.Granted("2026-W41", 1);
        }

        shares.Register("2026-W41", 100, Start);
        shares.Register("2026-W40", 100, Start);
        Assert.InRange(shares.Share("2026-W41", 100, Start), 74, 77);
    }

    [Fact]
    public void Shares_of_all_are_no_more_than_what_is_free_and_nobody_starves() => Always.Holds(
        Gen.Choose(1, 6).Zip(Gen.Choose(1, 20)).Zip(Gen.Choose(0, int.MaxValue)),
        static context =>
        {
            var ((callers, free), seed) = context;
            var chance = new Random(seed);
            var shares = new FairShares(Forgotten, Kept);
            var served = new int[callers];
            for (var round = 0; round < 200; round++)
            {
                for (var caller = 0; caller < callers; caller++)
                    shares.Register($"W{caller}", free * 2, Start);
                Assert.InRange(Enumerable.Range(0, callers).Sum(caller => shares.Share($"W{caller}", free, Start)), free, free);

                var asking = chance.Next(callers);
                var share = shares.Share($"W{asking}", free, Start);
                shares.Granted($"W{asking}", share);
                served[asking] += share;
            }

            Assert.All(served, permits => Assert.True(permits > 0));
        });

    private static Dictionary<string, int> Serve(string[] weeks, int rounds)
    {
        var shares = new FairShares(Forgotten, Kept);
        var granted = weeks.ToDictionary(week => week, _ => 0, StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var week in weeks)
                shares.Register(week, 8, Start);
            var next = weeks.Single(week => shares.Share(week, 1, Start) == 1);
            shares.Granted(next, 1);
            granted[next]++;
        }

        return granted;
    }
}
