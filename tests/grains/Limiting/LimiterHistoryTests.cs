using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Tests.Limiting;

/// <summary>What a limiter tells of itself, and how often it stores.</summary>
public sealed class LimiterHistoryTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task History_has_the_use_the_learned_limit_and_the_refusals_of_the_last_hours_and_no_more()
    {
        var limiter = silo.LimiterOf(silo.NewSource());
        var began = (await limiter.Snapshot()).History[0].At;
        await Pull(limiter, allowed: 200, TimeSpan.FromHours(30));

        var snapshot = await limiter.Snapshot();
        var history = snapshot.History;

        Assert.Equal(720, history.Length);
        Assert.All(history.Zip(history.Skip(1)), pair => Assert.InRange(pair.Second.At - pair.First.At, Window / 20, Window / 4));
        Assert.True(history[0].At > began);
        Assert.All(history, moment => Assert.InRange(moment.Held, 1, 1000));
        Assert.InRange(history.Average(moment => moment.Held), 170, 230);
        Assert.InRange(history.Sum(moment => moment.Rejections), 1, snapshot.Rejections);
        Assert.InRange(history[^1].Learned, 150, 1000);
    }

    [Fact]
    public async Task Refusals_are_shown_though_nobody_asks_any_more()
    {
        var limiter = silo.LimiterOf(silo.NewSource());
        var granted = await limiter.Want(3);
        await limiter.Settle(granted.Lease, PermitOutcome.Rejected, 3);

        silo.Clock.Advance(Window / 20);

        Assert.Equal(3, (await limiter.Snapshot()).History.Sum(moment => moment.Rejections));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(400)]
    [InlineData(100)]
    public async Task At_full_speed_at_most_one_write_is_needed_for_twenty_requests_also_where_fewer_are_allowed(int allowed)
    {
        var source = silo.NewSource();

        var requests = await Pull(silo.LimiterOf(source), allowed, 12 * Window);

        Assert.InRange(requests, 8 * allowed, 14 * allowed);
        Assert.True(source.States.Writes(source) <= requests / 20, $"{source.States.Writes(source)} writes for {requests} requests");
    }

    /// <summary>A server that allows so many and says nothing of it, and eight requests of a fifth of a second at once.</summary>
    private async Task<int> Pull(ILimiterGrain limiter, int allowed, TimeSpan time)
    {
        var (end, requests) = (silo.Clock.GetUtcNow() + time, 0);
        var arrivals = new Queue<DateTimeOffset>();
        while (silo.Clock.GetUtcNow() < end)
        {
            var answer = await limiter.Want(8);
            silo.Clock.Advance(answer.Granted > 0 ? TimeSpan.FromSeconds(0.2) : answer.AskAgainAfter);
            for (var request = 0; request < answer.Granted; request++, requests++)
            {
                while (arrivals.TryPeek(out var oldest) && oldest + Window <= silo.Clock.GetUtcNow())
                    arrivals.Dequeue();
                var accepted = arrivals.Count < allowed;
                if (accepted)
                    arrivals.Enqueue(silo.Clock.GetUtcNow());
                await limiter.Settle(answer.Lease, accepted ? PermitOutcome.Accepted : PermitOutcome.Rejected);
            }
        }

        return requests;
    }
}
