using System.Net;

namespace Orleans.Tx.Simulator.Tests.Admin;

public sealed class AdminApiTests
{
    [Fact]
    public async Task Counts_tell_rows_by_week_and_distinct_pages()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { Rows = 120 });
        await running.PageAsync("2025-12-29", "2026-01-12", page: 2);
        await running.PageAsync("2025-12-29", "2026-01-12", page: 2);
        await running.PageAsync("2025-12-29", "2026-01-12", page: 3);
        var counts = await running.AdminAsync("/counts");

        Assert.Equal(3, counts.GetProperty("received").GetInt32());
        Assert.Equal(3, counts.GetProperty("accepted").GetInt32());
        Assert.Equal(3, counts.GetProperty("greatestCountedInWindow").GetInt32());
        Assert.Equal(1000, counts.GetProperty("capacity").GetInt32());
        Assert.Equal(2, counts.GetProperty("pages").GetInt32());
        Assert.Equal(40, counts.GetProperty("rows").GetProperty("2026-W01").GetInt32());
        Assert.Equal(80 + 80 + 40, counts.GetProperty("rows").GetProperty("2026-W02").GetInt32());
    }

    [Fact]
    public async Task Address_of_the_counts_is_not_limited_and_serves_no_transactions()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { Requests = 1 });
        Assert.NotEqual(running.Simulator.Api.Port, running.Simulator.Admin.Port);
        for (var request = 0; request < 5; request++)
            Assert.Equal(0, (await running.AdminAsync("/counts")).GetProperty("received").GetInt32());

        using var transactions = await running.GetAsync(new Uri(running.Simulator.Admin, "/v1/transactions?from=2026-01-05&to=2026-01-06"));
        using var counts = await running.GetAsync(new Uri(running.Simulator.Api, "/counts"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (transactions.StatusCode, counts.StatusCode));
    }

    [Fact]
    public async Task Faults_are_switched_on_and_off_at_run_time()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions());
        (await running.SwitchAsync("/faults", """{"serverErrors":1}""")).Dispose();
        using (var struck = await running.AskAsync())
            Assert.InRange((int)struck.StatusCode, 500, 599);

        (await running.SwitchAsync("/faults", "{}")).Dispose();
        using var sound = await running.AskAsync();
        Assert.Equal(HttpStatusCode.OK, sound.StatusCode);
    }

    [Theory]
    [InlineData("/faults", """{"hangs":2}""", "Hangs")]
    [InlineData("/faults", """{"serverError":1}""", "serverError")]
    [InlineData("/faults", "null", "null")]
    [InlineData("/capacity", """{"requests":0}""", "Requests")]
    [InlineData("/capacity", """{"trace":"zigzag"}""", "trace")]
    public async Task Switch_that_does_not_exist_is_refused_by_name(string path, string json, string named)
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions());
        using var refused = await running.SwitchAsync(path, json);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(named, await RunningSimulator.ErrorAsync(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Capacity_is_switched_at_run_time()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions());
        (await running.SwitchAsync("/capacity", """{"trace":"constant","requests":1}""")).Dispose();
        (await running.AskAsync()).Dispose();
        using var rejected = await running.AskAsync();

        Assert.Equal(HttpStatusCode.BadRequest, rejected.StatusCode);
        Assert.Equal(1, running.Simulator.Counts.Capacity);
    }

    [Fact]
    public async Task Late_records_appear_when_their_switch_is_turned()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { Rows = 500, LateShare = 0.1 });
        var before = await running.RecordsAsync("2025-12-29", "2026-01-05");
        (await running.SwitchAsync("/late", "")).Dispose();
        var after = await running.RecordsAsync("2025-12-29", "2026-01-05");

        Assert.Equal((450, 500), (before.Count, after.Count));
        Assert.Subset(
            after.Select(static record => record.GetRawText()).ToHashSet(),
            before.Select(static record => record.GetRawText()).ToHashSet());
    }
}
