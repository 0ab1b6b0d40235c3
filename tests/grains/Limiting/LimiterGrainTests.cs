using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Tests.Stores;

namespace Orleans.Tx.Grains.Tests.Limiting;

public sealed class LimiterGrainTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Permits_beyond_the_limit_are_not_granted_before_a_slot_is_free_again()
    {
        var limiter = silo.LimiterOf(silo.NewSource().Allowing(5));

        var first = await limiter.Want(4);
        var second = await limiter.Want(4);
        var third = await limiter.Want(4);
        await limiter.Settle(first.Lease, PermitOutcome.Accepted, 4);
        silo.Clock.Advance(Window - TimeSpan.FromTicks(1));
        var tooEarly = await limiter.Want(4);
        silo.Clock.Advance(TimeSpan.FromTicks(1));
        var inTime = await limiter.Want(5);

        Assert.Equal([4, 1, 0, 0, 4], [first.Granted, second.Granted, third.Granted, tooEarly.Granted, inTime.Granted]);
    }

    [Fact]
    public async Task A_caller_that_got_nothing_is_told_when_a_slot_will_be_free()
    {
        var limiter = silo.LimiterOf(silo.NewSource().Allowing(1));
        var granted = await limiter.Want(1);
        await limiter.Settle(granted.Lease, PermitOutcome.Accepted);
        silo.Clock.Advance(TimeSpan.FromMinutes(4));

        var refused = await limiter.Want(1);
        silo.Clock.Advance(refused.AskAgainAfter);

        Assert.Equal(TimeSpan.FromMinutes(6), refused.AskAgainAfter);
        Assert.Equal(1, (await limiter.Want(1)).Granted);
    }

    [Fact]
    public async Task Permits_that_come_back_unsent_are_free_at_once()
    {
        var limiter = silo.LimiterOf(silo.NewSource().Allowing(3));
        var granted = await limiter.Want(3);

        var again = await limiter.Acquire(
            new PermitRequest("a test", 3, [.. Enumerable.Repeat(new SettledPermit(granted.Lease, PermitOutcome.Unsent, TimeSpan.Zero, null), 2)]));

        Assert.Equal(2, again.Granted);
        Assert.Equal(3, (await limiter.Snapshot()).Held);
    }

    [Fact]
    public async Task A_permit_of_unknown_outcome_is_held_until_its_request_can_no_longer_be_counted()
    {
        var source = silo.NewSource().Allowing(1);
        var limiter = silo.LimiterOf(source);
        var granted = await limiter.Want(1);
        await limiter.Settle(granted.Lease, PermitOutcome.Unknown);

        silo.Clock.Advance(source.Settings.Limit.Timeout + Window - TimeSpan.FromTicks(1));
        var tooEarly = await limiter.Want(1);
        silo.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(0, tooEarly.Granted);
        Assert.Equal(1, (await limiter.Want(1)).Granted);
    }

    [Fact]
    public async Task Permits_nobody_settles_are_held_as_long_as_their_requests_may_take()
    {
        var source = silo.NewSource().Allowing(2);
        var limiter = silo.LimiterOf(source);
        await limiter.Want(2);

        silo.Clock.Advance(source.Settings.Limit.LongestHold - TimeSpan.FromTicks(1));
        var tooEarly = await limiter.Want(2);
        silo.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(0, tooEarly.Granted);
        Assert.Equal(2, (await limiter.Want(2)).Granted);
    }

    [Fact]
    public async Task A_refusal_closes_the_window_and_one_request_at_a_time_opens_it()
    {
        var limiter = silo.LimiterOf(silo.NewSource());
        var granted = await limiter.Want(10);

        await limiter.Settle(granted.Lease, PermitOutcome.Rejected, 10);
        var closed = await limiter.Want(10);
        silo.Clock.Advance(closed.AskAgainAfter);
        var probe = await limiter.Want(10);
        var another = await limiter.Want(10);
        await limiter.Settle(probe.Lease, PermitOutcome.Accepted);

        Assert.Equal([0, 1, 0], [closed.Granted, probe.Granted, another.Granted]);
        Assert.Equal(10, (await limiter.Snapshot()).Rejections);
    }

    [Fact]
    public async Task After_a_refusal_more_and_more_are_granted_at_once_as_they_are_accepted()
    {
        var limiter = silo.LimiterOf(silo.NewSource());
        var first = await limiter.Want(10);
        await limiter.Settle(first.Lease, PermitOutcome.Accepted, 9);
        await limiter.Settle(first.Lease, PermitOutcome.Rejected);
        var most = 0;

        for (var call = 0; call < 100; call++)
        {
            var answer = await limiter.Want(10);
            most = Math.Max(most, answer.Granted);
            Assert.True(answer.TellAtOnce);
            silo.Clock.Advance(answer.Granted > 0 ? TimeSpan.FromSeconds(1) : answer.AskAgainAfter);
            await limiter.Settle(answer.Lease, PermitOutcome.Accepted, answer.Granted);
        }

        Assert.InRange(most, 2, 10);
        Assert.Equal(1000, (await limiter.Snapshot()).Learned);
    }

    [Fact]
    public async Task A_source_that_says_when_to_come_back_is_heeded()
    {
        var limiter = silo.LimiterOf(silo.NewSource());
        var granted = await limiter.Want(1);

        var answer = await limiter.Settle(granted.Lease, PermitOutcome.Rejected, retryAfter: TimeSpan.FromMinutes(3));

        Assert.Equal(TimeSpan.FromMinutes(3), answer.AskAgainAfter);
    }

    [Fact]
    public async Task Nothing_is_granted_while_the_reservation_is_not_stored()
    {
        var source = silo.NewSource();
        var limiter = silo.LimiterOf(source);
        var writing = source.Faults.Block(StoreStep.WriteState);

        var asked = limiter.Want(3);
        await TestSilo.Soon(writing.Reached);
        var meanwhile = await TestSilo.Soon(limiter.Snapshot());
        var grantedMeanwhile = asked.IsCompleted;
        writing.Open();

        Assert.False(grantedMeanwhile);
        Assert.Equal((0, 0L), (meanwhile.Leased, meanwhile.Granted));
        Assert.Equal(3, (await asked).Granted);
        Assert.True(source.States.Writes(source) > 0);
    }

    [Fact]
    public async Task Nothing_is_granted_when_the_reservation_can_not_be_stored()
    {
        var source = silo.NewSource();
        var limiter = silo.LimiterOf(source);
        source.Faults.Fail(StoreStep.WriteState, new IOException("the disk is full"));

        var failure = await Assert.ThrowsAsync<TxException>(() => limiter.Want(3));

        Assert.Equal(TxError.Unavailable, failure.Error);
        Assert.Equal((0, 0L), ((await limiter.Snapshot()).Held, (await limiter.Snapshot()).Granted));
        Assert.Equal(3, (await limiter.Want(3)).Granted);
    }

    [Fact]
    public async Task What_was_settled_is_known_though_the_same_call_was_granted_nothing()
    {
        var source = silo.NewSource().Allowing(2);
        var limiter = silo.LimiterOf(source);
        var granted = await limiter.Want(1);
        source.Faults.Fail(StoreStep.WriteState);

        var settled = new SettledPermit(granted.Lease, PermitOutcome.Unsent, TimeSpan.Zero, null);
        await Assert.ThrowsAsync<TxException>(() => limiter.Acquire(new PermitRequest("a test", 2, [settled])));

        Assert.Equal(0, (await limiter.Snapshot()).Held);
    }

    [Fact]
    public async Task A_limiter_whose_state_someone_else_wrote_grants_nothing_and_goes_on_from_what_is_stored()
    {
        var source = silo.NewSource().Allowing(4);
        var limiter = silo.LimiterOf(source);
        var granted = await limiter.Want(2);
        await limiter.Settle(granted.Lease, PermitOutcome.Accepted, 2);
        source.States.Touch(source);

        await Assert.ThrowsAnyAsync<Exception>(() => limiter.Want(2));
        var afterwards = await limiter.Want(4);

        Assert.Equal(2, afterwards.Granted);
        Assert.Equal(4, (await limiter.Snapshot()).Held);
    }

    [Fact]
    public async Task A_reservation_that_was_stored_and_never_answered_counts()
    {
        var source = silo.NewSource().Allowing(4);
        var limiter = silo.LimiterOf(source);
        source.Faults.LoseAnswer(StoreStep.WriteState);

        await Assert.ThrowsAsync<TxException>(() => limiter.Want(3));
        await Assert.ThrowsAnyAsync<Exception>(() => limiter.Want(3));

        Assert.Equal(1, (await limiter.Want(4)).Granted);
    }

    [Fact]
    public async Task After_a_restart_the_window_is_known()
    {
        var source = silo.NewSource().Allowing(6);
        var granted = await silo.LimiterOf(source).Want(4);
        await silo.LimiterOf(source).Settle(granted.Lease, PermitOutcome.Accepted, 2);

        await silo.Restart();
        var limiter = silo.LimiterOf(source);
        var after = await limiter.Want(6);
        await limiter.Settle(granted.Lease, PermitOutcome.Unsent, 2);

        Assert.Equal(2, after.Granted);
        Assert.Equal(0, (await limiter.Want(6)).Granted);
    }

    [Fact]
    public async Task After_a_stop_in_good_order_what_was_reserved_and_not_granted_is_free()
    {
        var source = silo.NewSource();
        await silo.LimiterOf(source).Want(3);

        await silo.Restart();

        Assert.Equal(997, (await silo.LimiterOf(source).Want(1000)).Granted);
    }

    [Fact]
    public async Task A_lease_of_an_earlier_activation_is_never_taken_for_a_new_one()
    {
        var source = silo.NewSource().Allowing(100);
        var before = await silo.LimiterOf(source).Want(1);

        await silo.Restart();
        var after = await silo.LimiterOf(source).Want(1);
        await silo.LimiterOf(source).Settle(before.Lease, PermitOutcome.Unsent);

        Assert.True(after.Lease > before.Lease);
        Assert.Equal(1, (await silo.LimiterOf(source).Snapshot()).Leased);
    }

    [Fact]
    public async Task At_full_speed_at_most_one_write_is_needed_for_twenty_permits()
    {
        var source = silo.NewSource();
        var limiter = silo.LimiterOf(source);
        var granted = 0;
        var settled = PermitRequests.NoneSettled;

        for (var call = 0; call < 400; call++)
        {
            var answer = await limiter.Acquire(new PermitRequest("a test", 4 + call % 13, settled));
            granted += answer.Granted;
            settled = PermitRequests.Settled(answer);
            silo.Clock.Advance(answer.Granted > 0 ? TimeSpan.FromSeconds(1) : answer.AskAgainAfter);
        }

        Assert.True(granted > 2000, $"only {granted} were granted");
        Assert.True(source.States.Writes(source) <= granted / 20, $"{source.States.Writes(source)} writes for {granted} permits");
    }

    [Fact]
    public async Task A_source_that_is_not_configured_has_no_limiter()
    {
        var source = silo.NewSource();
        source.IsForgotten = true;

        var failure = await Assert.ThrowsAsync<TxException>(() => silo.LimiterOf(source).Want(1));

        Assert.Equal(TxError.NotFound, failure.Error);
    }
}
