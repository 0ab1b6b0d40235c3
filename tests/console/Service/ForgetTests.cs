using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Forgetting;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Jobs;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class ForgetTests
{
    private const string Customer = "c3";

    [Fact]
    public async Task Forgotten_customer_is_gone_from_every_figure_and_does_not_come_back()
    {
        await using var api = await LiveApi.Start(70);
        await using var work = api.Configured();
        await work.Output("pull", "--week", LiveApi.Week);
        var without = await MonthsWithout(api, Customer);

        var forgotten = JsonSerializer.Deserialize<ForgetStatus>(await work.Output("forget", Customer, "--yes", "--format", "json"), TxJson.Compact)!;
        var months = await work.Output("months", "--format", "csv");
        var again = await work.Output("forget", Customer, "--yes");
        await work.Output("weeks", "repull", LiveApi.Week);

        Assert.Equal((JobState.Done, 10L, 0L, null), (forgotten.State, forgotten.Rows, forgotten.SetAside, forgotten.Message));
        Assert.Equal([new ForgottenWeek(LiveApi.Week, 10, 0)], forgotten.Weeks);
        Assert.Equal(without, months);
        Assert.StartsWith("the customer was forgotten before, on ", again, StringComparison.Ordinal);
        var week = Assert.Single(await work.Weeks());
        Assert.Equal((WeekState.Complete, 60L, 70L, 60L, null), (week.Status, week.Stored, week.Total, week.Duplicates, week.Message));
        Assert.Equal(without, await work.Output("months", "--format", "csv"));
        Assert.StartsWith("0 differences at batch ", await work.Output("verify"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Through_a_service_the_rows_and_weeks_are_told_and_nothing_else()
    {
        await using var api = await LiveApi.Start(70);
        await using var work = api.Configured();
        await work.Serve();
        await work.Output("pull", "--week", LiveApi.Week);

        var told = await work.Output("forget", Customer, "--yes", "--format", "csv");
        var unknown = await work.Run("forget", "c77", "--yes");
        var refused = await work.Run("forget", "c4");
        var months = await work.Output("months", "--format", "csv");

        Assert.Equal($"week,rows,setAside\n{LiveApi.Week},10,0\n", told);
        Assert.Equal(ExitStatus.Usage, unknown.Status);
        Assert.Equal("tx: customer: has no transactions in source 'live'\n", unknown.Error);
        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.Equal("tx: this can't be undone, and there is nobody to ask: say --yes to go ahead\n", refused.Error);
        Assert.Equal(await MonthsWithout(api, Customer), months);
    }

    [Fact]
    public async Task Forget_makes_no_store()
    {
        await using var work = new Workplace();

        var refused = await work.Run("forget", Customer, "--yes");

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.Empty(Directory.EnumerateFileSystemEntries(work.Path));
    }

    [Fact]
    public async Task Forget_needs_a_customer()
    {
        var refused = await InProcess.Run("forget");

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.Equal("tx: tx forget needs CUSTOMER; tx forget --help shows an example\n", refused.Error);
    }

    // As a store has them that never saw the customer.
    private static async Task<string> MonthsWithout(LiveApi api, string customer)
    {
        await using var others = await LiveApi.Start(0);
        others.Orders = [.. api.Orders.Where(order => order.Customer != customer)];
        await using var work = others.Configured();
        await work.Output("pull", "--week", LiveApi.Week);
        return await work.Output("months", "--format", "csv");
    }
}
