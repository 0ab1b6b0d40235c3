using System.Collections.Immutable;
using Orleans.Tx.Chaos.Tests.Running;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Chaos.Tests;

/// <summary>An API that changes its names overnight, in the middle of a week.</summary>
public sealed class RenamedFieldTests
{
    private const int Before = ChangingApi.Pages / 2;
    private const int All = ChangingApi.Pages * ChangingApi.PageSize;
    private const int Half = Before * ChangingApi.PageSize;

    [Fact(Timeout = ChaosRun.Patience)]
    public async Task Week_fails_naming_the_key_when_the_records_are_no_longer_where_they_were_and_goes_on_once_that_is_mended()
    {
        await using var api = await ChangingApi.Start();
        await using var work = new Workplace();
        work.Configure(api.Configuration());
        (api.ChangesAt, api.Renamed) = (Before + 1, ImmutableDictionary<string, string>.Empty.Add("data", "records"));

        var failed = await work.Run("pull", "--week", ChangingApi.Week);
        var stopped = Assert.Single(await work.Weeks());
        var verified = await work.Run("verify");
        (api.ChangesAt, api.Renamed) = (1, api.Renamed);
        work.Configure(api.Configuration(items: "/records"));
        var mended = await work.Run("pull", "--week", ChangingApi.Week, "--strict");

        Assert.Equal(ExitStatus.Failed, failed.Status);
        Assert.Equal(WeekState.Failed, stopped.Status);
        // Whole pages only, and none that came after the change.
        Assert.Equal(stopped.Page * ChangingApi.PageSize, stopped.Rows);
        Assert.InRange(stopped.Rows, 1, Half);
        Assert.Contains("/data", stopped.Message, StringComparison.Ordinal);
        Assert.StartsWith("0 differences", verified.Out, StringComparison.Ordinal);
        Assert.True(mended.Status == ExitStatus.Done, mended.Out + mended.Error);
        await AssertWhole(work);
    }

    [Fact(Timeout = ChaosRun.Patience)]
    public async Task Records_that_lost_a_field_are_set_aside_whole_and_stored_once_that_is_mended()
    {
        await using var api = await ChangingApi.Start();
        await using var work = new Workplace();
        work.Configure(api.Configuration());
        (api.ChangesAt, api.Renamed) = (Before + 1, ImmutableDictionary<string, string>.Empty.Add("customer_id", "buyer"));

        var incomplete = await work.Run("pull", "--week", ChangingApi.Week, "--strict");
        var counted = Assert.Single(await work.Weeks());
        var verified = await work.Run("verify");

        Assert.Equal(ExitStatus.Incomplete, incomplete.Status);
        Assert.Equal((WeekState.Complete, Half, All - Half), (counted.Status, (int)counted.Rows, (int)counted.SetAside));
        Assert.StartsWith($"0 differences at batch {await Batches(work)} of", verified.Out, StringComparison.Ordinal);
    }

    private static async Task AssertWhole(Workplace work)
    {
        Assert.StartsWith("0 differences", await work.Output("verify"), StringComparison.Ordinal);
        await work.Serve();
        var ids = await new StoreDatabase(work.Data).All("select id from tx.transactions order by id", row => row.GetString(0));
        Assert.Equal(Enumerable.Range(0, All).Select(number => $"o{number:000}"), ids);
    }

    private static async Task<long> Batches(Workplace work)
    {
        var service = await work.Serve();
        var batches = (await new StoreDatabase(work.Data).All("select last_batch from tx.sources", row => row.GetInt64(0)))[0];
        await service.Kill();
        return batches;
    }
}
