using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Tests.Revenue;

public sealed class CustomerWakesTests
{
    [Fact]
    public void Customers_are_woken_up_to_the_most_and_again_once_the_first_are_asleep()
    {
        var clock = new ManualClock();
        var wakes = new CustomerWakes(clock);

        Assert.True(wakes.TryWake(30_000));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(wakes.TryWake(20_000));
        Assert.False(wakes.TryWake(1));
        clock.Advance(TimeSpan.FromMinutes(1.5));
        Assert.True(wakes.TryWake(30_000));
        Assert.False(wakes.TryWake(1));
    }
}
