using System.Net;
using System.Net.Sockets;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class UpTests
{
    [Fact]
    public async Task Service_stops_on_a_signal_and_gives_its_folder_back()
    {
        await using var work = new Workplace();
        var service = await work.Serve();
        Assert.NotNull(work.Postmaster);
        await service.Signal("TERM");

        var stopped = await service.End();

        Assert.Equal(ExitStatus.Done, stopped.Status);
        Assert.EndsWith("Stopping: what is under way goes on with the next start.\n", stopped.Error, StringComparison.Ordinal);
        Assert.Null(work.Postmaster);
        Assert.False(File.Exists(Path.Combine(work.Data, "owner.json")));
        await AssertPortInUseIsRefused(work, "Gateway:Listen", "--listen");
        await AssertPortInUseIsRefused(work, "Gateway:GrpcListen", "--grpc-listen", "--listen", "http://127.0.0.1:0");
    }

    [Fact]
    public async Task Pull_that_is_detached_goes_on_in_the_service_and_after_its_restart()
    {
        await using var shop = await Shop.OpenSlowly(new SimulatorOptions { Rows = 2000, Requests = 60, Window = TimeSpan.FromSeconds(3) });
        var service = await shop.Work.Serve();
        var detached = await shop.StartPull("--detach").End();
        Assert.True(detached.Status == ExitStatus.Done, detached.Error);
        await service.Until(() => shop.Counts.Received >= 30, "the pull is in the middle");
        await service.Signal("TERM");
        Assert.Equal(ExitStatus.Done, (await service.End()).Status);

        await shop.Work.Serve();

        // Nobody asks again: the service itself goes on.
        await Eventually.Holds(
            async () => (await shop.Work.Weeks()).All(week => week.Status == Grains.Ingestion.WeekState.Complete), "every week is complete");
        Shop.AssertWhole(await shop.Work.Weeks(), 2000);
        shop.AssertNeverRefused(60);
    }

    [Fact]
    public async Task Signal_ends_who_listens_to_progress_in_order()
    {
        await using var work = new Workplace();
        work.Configure("""{ "Sources": { "shop": { "BaseUrl": "http://127.0.0.1:9", "Since": "2026-W40" } } }""");
        var service = await work.Serve();
        using var http = new HttpClient { BaseAddress = new Uri(service.Out.Split("answers at ")[1].Split(';')[0]) };
        using var events = await http.GetAsync("v1/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        await service.Signal("TERM");

        // An answer that is broken off would throw.
        Assert.Contains("event: limiter", await events.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Done, (await service.End()).Status);
    }

    // On a folder that has a store already: making one is told on a line of its own.
    private static async Task AssertPortInUseIsRefused(Workplace work, string key, string option, params string[] others)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{other.LocalEndpoint}/";

        var refused = await work.Run(["up", option, address, .. others]);

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.StartsWith($"tx: can't listen on {address} ({key}): ", refused.Error, StringComparison.Ordinal);
        Assert.EndsWith($"; choose another address with {option}\n", refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.TrimEnd('\n').Split('\n'));
        Assert.Null(work.Postmaster);
        Assert.False(File.Exists(Path.Combine(work.Data, "owner.json")));
    }
}
