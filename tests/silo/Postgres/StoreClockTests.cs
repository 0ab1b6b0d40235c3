namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class StoreClockTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    [Fact]
    public async Task Now_lies_between_two_readings_of_the_servers_clock()
    {
        var before = await store.Value<DateTime>("select clock_timestamp()");
        var now = await store.Clock.Now(TestContext.Current.CancellationToken);
        var after = await store.Value<DateTime>("select clock_timestamp()");

        Assert.InRange(now.UtcDateTime, before, after);
        Assert.Equal(TimeSpan.Zero, now.Offset);
    }
}
