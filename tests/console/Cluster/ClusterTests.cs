using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Orleans.Tx.Client.Cluster;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Cluster;

/// <summary>Silos that are processes of their own, on the engine that has them.</summary>
public sealed partial class ClusterTests
{
    private const int Silos = 3;
    private const int Rows = 20_000;
    private const int Requests = 60;

    [Fact]
    public async Task Pull_goes_on_when_any_silo_is_killed()
    {
        Assert.SkipUnless(ClusterEngine.HasClusters, "a cluster needs the engine orleans");
        await using var shop = await Shop.OpenSlowly(new SimulatorOptions { Rows = Rows, Requests = Requests, Window = TimeSpan.FromSeconds(3) });
        var cluster = await Serve(shop);
        var pull = shop.StartPull("--strict");
        foreach (var place in Enumerable.Range(1, Silos))
        {
            var seen = shop.Counts.Received;
            await pull.Until(() => shop.Counts.Received >= seen + (Rows / 100), "the pull goes on");
            await Signal(cluster, place, "KILL");
        }

        var pulled = await pull.End();

        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error + cluster.Error);
        Shop.AssertWhole(await shop.Work.Weeks(), Rows);
        shop.AssertNeverRefused(Requests);
        await Truth.AssertTold(shop);
        Assert.Contains("0 differences", await shop.Work.Output("verify"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pull_goes_on_when_a_silo_hangs_and_nothing_is_doubled_when_it_wakes(int place)
    {
        Assert.SkipUnless(ClusterEngine.HasClusters, "a cluster needs the engine orleans");
        await using var shop = await Shop.OpenSlowly(new SimulatorOptions { Rows = Rows, Requests = Requests, Window = TimeSpan.FromSeconds(3) });
        var cluster = await Serve(shop);
        var pull = shop.StartPull("--strict");
        await pull.Until(() => shop.Counts.Received >= Rows / 100, "the pull goes on");

        await Signal(cluster, place, "STOP");
        var pulled = await pull.End(TimeSpan.FromMinutes(4));

        // The others have given it up: it learns of that, ends, and is started anew.
        await Signal(cluster, place, "CONT");
        await cluster.Until(() => Pids(cluster, place).Count > 1, "the silo is started again");
        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error + cluster.Error);
        Shop.AssertWhole(await shop.Work.Weeks(), Rows);
        shop.AssertNeverRefused(Requests);
        await Truth.AssertTold(shop);
        Assert.Contains("0 differences", await shop.Work.Output("verify"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_are_answered_while_one_silo_after_the_other_is_restarted()
    {
        Assert.SkipUnless(ClusterEngine.HasClusters, "a cluster needs the engine orleans");
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = 500, Requests = 1000, Window = TimeSpan.FromSeconds(1) });
        var cluster = await Serve(shop);
        Assert.Equal(ExitStatus.Done, (await shop.StartPull("--strict").End()).Status);
        using var http = new HttpClient { BaseAddress = new Uri(cluster.Out.Split("The service answers at ")[1].Split(';')[0]) };
        using var enough = new CancellationTokenSource();
        var asking = Ask(http, enough.Token);

        foreach (var place in Enumerable.Range(1, Silos))
        {
            await Signal(cluster, place, "TERM");
            await cluster.Until(() => Pids(cluster, place).Count > 1, "the silo is started again");
            await Eventually.Holds(() => Regex.Count(cluster.Error, "This silo is reached at") > Silos + place - 1, "it answers again");
        }

        await enough.CancelAsync();
        Assert.InRange(await asking, Silos, int.MaxValue);
    }

    private static async Task<RunningProgram> Serve(Shop shop)
    {
        var cluster = shop.Work.Start("up", "--cluster", Silos.ToString(CultureInfo.InvariantCulture), "--listen", "http://localhost:0");
        await cluster.Until(() => cluster.Out.Contains("; Ctrl-C stops it.", StringComparison.Ordinal), "it answers");
        return cluster;
    }

    private static async Task<int> Ask(HttpClient http, CancellationToken enough)
    {
        for (var answers = 0; ; answers++)
        {
            if (enough.IsCancellationRequested)
                return answers;
            foreach (var question in (string[])["v1/revenue/months", "v1/status", "v1/weeks", "v1/transactions?limit=5"])
            {
                using var answer = await http.GetAsync(question, TestContext.Current.CancellationToken);
                Assert.True(answer.IsSuccessStatusCode, $"{question}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            }
        }
    }

    private static async Task Signal(RunningProgram cluster, int place, string name)
    {
        using var kill = Process.Start("kill", ["-s", name, Pids(cluster, place)[^1]]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    // The processes that were this silo, the last one last.
    private static List<string> Pids(RunningProgram cluster, int place) =>
        [.. SiloPid().Matches(cluster.Error).Where(match => match.Groups[1].Value == place.ToString(CultureInfo.InvariantCulture)).Select(match => match.Groups[2].Value)];

    [GeneratedRegex(@"^Silo (\d+) is process (\d+)\.$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SiloPid();
}
