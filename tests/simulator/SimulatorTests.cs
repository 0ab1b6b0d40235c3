using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Orleans.Tx.Simulator.Tests;

public sealed class SimulatorTests
{
    [Fact]
    public async Task Configuration_is_that_of_a_source_with_this_address_limit_and_beginning()
    {
        await using var running = await RunningSimulator.StartAsync(
            new SimulatorOptions { Requests = 500, Window = TimeSpan.FromSeconds(6), Since = "2026-W07" });
        using var json = JsonDocument.Parse(running.Simulator.Configuration());
        var source = json.RootElement.GetProperty("Sources").GetProperty("simulator");

        Assert.Equal(running.Simulator.Api, new Uri(source.GetProperty("BaseUrl").GetString()!));
        Assert.Equal("2026-W07", source.GetProperty("Since").GetString());
        Assert.Equal(500, source.GetProperty("Limit").GetProperty("Requests").GetInt32());
        Assert.Equal("00:00:06", source.GetProperty("Limit").GetProperty("Window").GetString());
        Assert.Equal("/total_pages", source.GetProperty("Paging").GetProperty("TotalPages").GetString());
    }

    [Fact]
    public async Task Simulator_with_a_file_serves_its_rows_and_begins_in_its_first_week()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            path, "customer_id,amount,created_at\na,5,2020-01-01T00:00:00Z\n", TestContext.Current.CancellationToken);
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { File = path });
        File.Delete(path);

        Assert.Equal("2020-W01", running.Simulator.Since);
        var record = Assert.Single(await running.RecordsAsync("2019-01-01", "2021-01-01"));
        Assert.Equal("5.00", record.GetProperty("amount").GetRawText());
    }

    [Fact]
    public async Task Port_in_use_is_an_error_that_names_it()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions());
        var port = running.Simulator.Api.Port;
        var refused = await Assert.ThrowsAnyAsync<IOException>(() => RunningSimulator.StartAsync(new SimulatorOptions { Port = port }));
        Assert.Contains($"{port}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulator_disposed_twice_is_disposed()
    {
        var running = await RunningSimulator.StartAsync(new SimulatorOptions());
        await running.Simulator.DisposeAsync();
        await running.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            new HttpClient().GetAsync(running.Simulator.Admin, TestContext.Current.CancellationToken));
    }

    public static TheoryData<string, SimulatorOptions> BadOptions => new()
    {
        { "Port", new SimulatorOptions { Port = 70_000 } },
        { "AdminPort", new SimulatorOptions { Port = 5_000, AdminPort = 5_000 } },
        { "Rows", new SimulatorOptions { Rows = 0 } },
        { "Since", new SimulatorOptions { Since = "2025-W53" } },
        { "Weeks", new SimulatorOptions { Weeks = 0 } },
        { "Currencies", new SimulatorOptions { Currencies = [] } },
        { "Currencies", new SimulatorOptions { Currencies = ["usd"] } },
        { "File", new SimulatorOptions { File = "no such file" } },
        { "LateShare", new SimulatorOptions { LateShare = double.NaN } },
        { "Requests", new SimulatorOptions { Requests = 0 } },
        { "Window", new SimulatorOptions { Window = TimeSpan.Zero } },
        { "Capacity", new SimulatorOptions { Capacity = (CapacityTrace)9 } },
        { "RejectedStatus", new SimulatorOptions { RejectedStatus = 500 } },
        { "LatencyMin", new SimulatorOptions { LatencyMin = TimeSpan.FromSeconds(-1) } },
        { "LatencyMax", new SimulatorOptions { LatencyMin = TimeSpan.FromSeconds(1) } },
        { "Faults.Hangs", new SimulatorOptions { Faults = new FaultOptions { Hangs = 1.5 } } },
        { "Faults.SlowFor", new SimulatorOptions { Faults = new FaultOptions { SlowFor = TimeSpan.FromDays(1) } } },
    };

    [Theory]
    [MemberData(nameof(BadOptions), DisableDiscoveryEnumeration = true)]
    public async Task Bad_option_is_refused_by_name_with_what_is_allowed(string name, SimulatorOptions options)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningSimulator.StartAsync(options));
        Assert.StartsWith($"{name} is ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("allowed: ", refused.Message, StringComparison.Ordinal);
    }
}
