using System.Collections.Immutable;
using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary><c>tx weeks</c> and its orders, on an API whose records change.</summary>
public sealed class WeekCommandTests
{
    private const int Orders = 200;

    [Fact]
    public async Task Repull_brings_the_months_to_what_the_api_has_now()
    {
        await using var api = await LiveApi.Start(Orders);
        await using var work = api.Configured();
        await work.Output("pull", "--week", LiveApi.Week);
        var changed = LiveApi.Order(1) with { Amount = "15.00" };
        api.Orders = [changed, .. api.Orders.Where(order => order.Id is not ("o0001" or "o0002")), LiveApi.Order(Orders)];

        await work.Output("weeks", "repull", LiveApi.Week);

        var runs = await Runs(work);
        Assert.Equal([(1, 200L, 0L, 0L), (2, 1L, 1L, 1L)], runs.Select(run => (run.Run, run.Rows, run.Restated, run.Removed)));
        Assert.Contains("EUR,2025-01,2005.00", await work.Output("months", "--format", "csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_that_moves_to_another_week_counts_once()
    {
        await using var api = await LiveApi.Start(Orders);
        await using var work = api.Configured();
        api.Orders = [.. api.Orders, .. Enumerable.Range(1000, Orders).Select(number => LiveApi.Order(number, "2025-01-21T12:00:00Z"))];
        await work.Output("pull", "--from", LiveApi.Week, "--to", "2025-W04");
        api.Orders = [LiveApi.Order(0, "2025-01-22T12:00:00Z"), .. api.Orders.Skip(1)];

        await work.Output("weeks", "repull", "2025-W04");
        await work.Output("weeks", "repull", "2025-W04");

        Assert.Contains("EUR,2025-01,4000.00", await work.Output("months", "--format", "csv"), StringComparison.Ordinal);
        Assert.Equal([1L, 0L], (await Runs(work)).Select(run => run.Removed).Order().Reverse());
    }

    [Fact]
    public async Task Empty_answer_erases_nothing_until_a_person_confirms()
    {
        await using var api = await LiveApi.Start(Orders);
        await using var work = api.Configured();
        await work.Output("pull", "--week", LiveApi.Week);
        api.Orders = [];

        var repulled = await work.Run("weeks", "repull", LiveApi.Week, "--strict");
        var kept = await work.Output("months", "--format", "csv");
        await work.Output("weeks", "confirm", LiveApi.Week);
        var confirmed = await work.Output("months", "--format", "csv");

        Assert.Equal(ExitStatus.Incomplete, repulled.Status);
        Assert.Contains($"tx weeks confirm {LiveApi.Week}", repulled.Error + repulled.Out, StringComparison.Ordinal);
        Assert.Contains("EUR,2025-01,2000.00", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("EUR,2025-01", confirmed, StringComparison.Ordinal);
        Assert.Equal([0L, 200L], (await Runs(work)).Select(run => run.Removed));
    }

    [Fact]
    public async Task Paused_week_stands_still_in_the_service_until_it_is_resumed()
    {
        await using var api = await LiveApi.Start(Orders);
        await using var work = api.Configured();
        var opened = new TaskCompletionSource();
        api.Opened = opened.Task;
        await work.Serve();
        await work.Output("pull", "--week", LiveApi.Week, "--detach");

        await work.Output("weeks", "pause", LiveApi.Week);
        opened.SetResult();
        var paused = (await work.Weeks()).Single();
        await work.Output("weeks", "resume", LiveApi.Week);
        await Eventually.Holds(async () => (await work.Weeks()).Single().Status == WeekState.Complete, "the week goes on");

        Assert.Equal((WeekState.Paused, 0L), (paused.Status, paused.Page));
        Assert.Equal(Orders, (await work.Weeks()).Single().Rows);
    }

    [Theory]
    [InlineData("weeks pause", "say which weeks to pause")]
    [InlineData("weeks pause 2025-W03 --all", "say which weeks to pause")]
    [InlineData("weeks repull 2025-W04..2025-W03", "the last week, 2025-W03, lies before the first, 2025-W04")]
    [InlineData("weeks retry someday", "'someday' is no week (2026-W40) and no range of weeks")]
    [InlineData("weeks log 2025-W99", "'2025-W99' is no week")]
    [InlineData("weeks confirm 2025-W03", ".tx")]
    public async Task Nonsense_is_told_before_anything_is_done(string command, string because)
    {
        await using var api = await LiveApi.Start(Orders);
        await using var work = api.Configured();

        var result = await work.Run(command.Split(' '));

        Assert.Equal(ExitStatus.Usage, result.Status);
        Assert.Contains(because, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(work.Data));
    }

    private static async Task<ImmutableArray<WeekRun>> Runs(Workplace work) =>
        JsonSerializer.Deserialize<ImmutableArray<WeekRun>>(await work.Output("weeks", "log", LiveApi.Week, "--format", "json"), TxJson.Compact);
}
