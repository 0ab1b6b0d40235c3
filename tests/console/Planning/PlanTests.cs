using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Planning;

public sealed class PlanTests
{
    [Fact]
    public async Task Plan_tells_what_the_pull_then_costs()
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = 950 });

        var text = await shop.Work.Output("plan", "--from", Shop.First, "--to", Shop.Last);
        Assert.Contains("40 requests.\n", text, StringComparison.Ordinal);
        Assert.Contains("lets them go in 00:00:00.\n", text, StringComparison.Ordinal);
        Assert.Contains("Begun now, it will be done at about ", text, StringComparison.Ordinal);
        Assert.Equal(Shop.Weeks, shop.Counts.Received);

        await shop.Work.Output("pull", "--week", Shop.First);
        Assert.Equal(Shop.Weeks + 10, shop.Counts.Received);
        var plan = JsonSerializer.Deserialize<PullPlan>(
            await shop.Work.Output("plan", "--from", Shop.First, "--to", Shop.Last, "--format", "json"), TxJson.Compact)!;
        Assert.Equal([PlanBasis.Complete, PlanBasis.Told, PlanBasis.Told, PlanBasis.Told], plan.Weeks.Select(week => week.Basis));
        Assert.Equal((30, 0, 0, 0), (plan.Requests, plan.Unknown, plan.Pending, plan.QueuedRequests));
        var csv = await shop.Work.Output("plan", "--week", Shop.First, "--format", "csv");
        Assert.Equal($"week,basis,requests,records\n{Shop.First},complete,0,950\n", csv);
    }

    [Fact]
    public async Task Plan_of_a_pull_that_takes_several_windows_tells_the_least_time()
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = 950, Requests = 14, Window = TimeSpan.FromMinutes(10) });

        var plan = JsonSerializer.Deserialize<PullPlan>(
            await shop.Work.Output("plan", "--from", Shop.First, "--to", Shop.Last, "--format", "json"), TxJson.Compact)!;

        // Ten slots are free, and four were used just now: twice fourteen go, ten more at the second window's end, and two when the four are free again.
        Assert.Equal((40, 14, 4), (plan.Requests, plan.Allowed, plan.Held));
        Assert.InRange(plan.LeastTime, TimeSpan.FromMinutes(25), TimeSpan.FromMinutes(30.1));
    }

    [Theory]
    [InlineData("plan", "say which weeks: --from 2026-W40 --to 2026-W43, or --week 2026-W47")]
    [InlineData("plan --from 2026-W41 --to 2026-W40", "--to 2026-W40 does not lie after --from 2026-W41")]
    [InlineData("plan --week 2026-W41", "no source is configured")]
    public async Task Wrong_usage_is_one_sentence(string commandLine, string sentence)
    {
        await using var work = new Workplace();
        var refused = await work.Run(commandLine.Split(' '));
        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.StartsWith($"tx: {sentence}", refused.Error, StringComparison.Ordinal);
    }
}
