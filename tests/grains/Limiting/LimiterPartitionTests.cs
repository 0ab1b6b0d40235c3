using Orleans.Storage;

namespace Orleans.Tx.Grains.Tests.Limiting;

/// <summary>Two processes that each believe to be the only one.</summary>
public sealed class LimiterPartitionTests(TestSilo one) : IClassFixture<TestSilo>, IAsyncLifetime
{
    private TestSilo _other = null!;

    public async ValueTask InitializeAsync() => _other = await one.Beside();

    public ValueTask DisposeAsync() => _other.DisposeAsync();

    [Fact]
    public async Task Of_two_limiters_that_know_the_same_only_the_one_that_stores_first_grants()
    {
        var source = one.NewSource().Allowing(6);
        var (first, second) = (one.LimiterOf(source), _other.LimiterOf(source));
        Assert.Equal((0, 0), ((await first.Snapshot()).Held, (await second.Snapshot()).Held));

        var granted = await second.Want(4);
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => first.Want(4));

        Assert.Equal((4, 2, 0), (granted.Granted, (await first.Want(6)).Granted, (await first.Want(6)).Granted));
    }

    [Fact]
    public async Task A_limiter_that_was_superseded_grants_no_more_than_what_the_other_holds_for_it()
    {
        var source = one.NewSource().Allowing(100);
        var first = await one.LimiterOf(source).Want(1);

        var second = await _other.LimiterOf(source).Want(100);
        var rest = await one.LimiterOf(source).Want(100);

        Assert.Equal(100, first.Granted + second.Granted + rest.Granted);
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => one.LimiterOf(source).Want(100));
    }

    [Fact]
    public async Task A_limiter_that_was_superseded_grants_nothing_once_its_reservation_has_ended()
    {
        var source = one.NewSource().Allowing(100);
        await one.LimiterOf(source).Want(1);
        await _other.LimiterOf(source).Want(1);

        one.Clock.Advance(source.Settings.Limit.Reservation);

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => one.LimiterOf(source).Want(1));
    }
}
