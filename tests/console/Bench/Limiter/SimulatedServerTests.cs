using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Client.Bench.Limiter;

namespace Orleans.Tx.Console.Tests.Bench.Limiter;

public sealed class SimulatedServerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Request_is_accepted_while_fewer_than_the_limit_are_in_the_window_that_ends_with_it(bool countsRejected) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Agrees(new Random(seed), countsRejected))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithQuietOnSuccess(true));

    [Fact]
    public void Window_includes_its_start_and_excludes_its_end()
    {
        var server = new SimulatedServer(LimitTrace.Constant(), countsRejected: false);
        server.Arrive(0);

        Assert.Equal(1, server.CountAt(SimulatedServer.Window - 0.001));
        Assert.Equal(0, server.CountAt(SimulatedServer.Window));
    }

    // The same by going through all that came before.
    private static void Agrees(Random chance, bool countsRejected)
    {
        var trace = LimitTrace.Flapping(chance, 7200);
        var server = new SimulatedServer(trace, countsRejected);
        var (counted, refused) = (new List<double>(), 0);
        for (var now = 0.0; now < 7200; now += 8 * Math.Pow(chance.NextDouble(), 4))
        {
            var limit = trace.Steps.Last(step => step.From <= now).Limit;
            var accepted = counted.Count(at => at > now - SimulatedServer.Window) < limit;
            if (accepted || countsRejected)
                counted.Add(now);
            refused += accepted ? 0 : 1;
            Assert.Equal(accepted, server.Arrive(now));
            Assert.Equal(refused, server.Refused);
        }
    }
}
