using Orleans.Tx.Chaos.Tests.Havoc;
using Orleans.Tx.Chaos.Tests.Records;
using Orleans.Tx.Chaos.Tests.Running;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Chaos.Tests;

public sealed class KillTests
{
    [Fact(Timeout = ChaosRun.Patience)]
    public async Task Every_row_is_stored_once_however_often_program_and_database_are_killed()
    {
        const int requests = 80;
        var run = ChaosRun.Begin("kills");
        await using var shop = await ChaosShop.Open(new SimulatorOptions
        {
            Seed = run.Seed,
            Rows = ChaosRun.Either(2000, 8000),
            Requests = requests,
            Window = TimeSpan.FromSeconds(2),
            LatencyMin = TimeSpan.FromMilliseconds(5),
            LatencyMax = TimeSpan.FromMilliseconds(60),
        });
        var monkey = new Monkey(shop, run);

        await monkey.Rage(ChaosRun.Either(6, 60), ChaosRun.Either(2, 20));
        await monkey.Finish();

        run.Tell($"{monkey.Toll}; {shop.Counts.Received} requests, at most {shop.Counts.GreatestReceivedInWindow} in any window ({requests} allowed)");
        Assert.Equal((0, 0), (shop.Counts.Rejected, shop.Counts.BadRequests));
        Assert.InRange(shop.Counts.GreatestReceivedInWindow, 1, requests);
        await Reckoning.AssertRight(shop, ChaosShop.Weeks(monkey.Ranges), run);
    }
}
