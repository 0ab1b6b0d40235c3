using System.Diagnostics;
using Orleans.Tx.Chaos.Tests.Running;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Chaos.Tests.Havoc;

/// <summary>
/// Pulls one range of weeks after the other, and at random moments kills the program, its database or a session between them, until it
/// has had enough.
/// </summary>
internal sealed class Monkey(ChaosShop shop, ChaosRun run)
{
    private readonly StoreDatabase _database = new(shop.Work.Data);
    private readonly Random _chance = run.Chance;

    public Toll Toll { get; } = new();

    /// <summary>How many ranges of weeks were begun.</summary>
    public int Ranges { get; private set; } = 1;

    public async Task Rage(int kills, int databaseKills)
    {
        while (Toll.Kills < kills || Toll.DatabaseKills < databaseKills)
        {
            if (_chance.Next(4) == 0)
                await TormentService();
            else
                await TormentPull();
        }
    }

    /// <summary>Pulls, undisturbed, what was begun.</summary>
    public async Task Finish()
    {
        for (var range = 0; range < Ranges; range++)
        {
            var pulled = await shop.Work.Run(ChaosShop.Pull(range, "--strict"));
            Assert.True(pulled.Status == ExitStatus.Done, pulled.Out + pulled.Error);
        }
    }

    private async Task TormentPull()
    {
        var pull = shop.Work.Start(ChaosShop.Pull(Ranges - 1));
        if (await Torment(pull))
            return;

        var ended = await pull.End();
        AssertSaidWhy(ended);
        if (ended.Status == ExitStatus.Done)
            Ranges++;
        else
            Toll.Count("pull gave up");
    }

    private async Task TormentService()
    {
        var service = shop.Work.Start("up", "--listen", "http://localhost:0");
        await Until(() => service.HasEnded || service.Out.Contains("; Ctrl-C stops it.", StringComparison.Ordinal));
        if (service.HasEnded)
        {
            AssertSaidWhy(await service.End());
            Toll.Count("service did not start");
            return;
        }

        var pull = shop.Work.Start(ChaosShop.Pull(Ranges - 1));
        while (!service.HasEnded)
        {
            if (await Torment(service, () => pull.HasEnded) || !pull.HasEnded)
                continue;
            Toll.Killed("as a service that had done its work");
            await service.Kill();
        }

        // A client whose service is gone says so, and ends by itself.
        var ended = await pull.End();
        AssertSaidWhy(ended);
        if (ended.Status == ExitStatus.Done)
            Ranges++;
    }

    /// <summary>Disturbs a program at one random moment after the other.</summary>
    /// <returns>Whether that was its end; else it had ended by itself, or there is nothing left to do.</returns>
    private async Task<bool> Torment(RunningProgram program, Func<bool>? idle = null)
    {
        while (true)
        {
            var when = await Moment(program, idle);
            if (program.HasEnded || idle?.Invoke() == true)
                return false;
            switch (_chance.Next(10))
            {
                case < 5:
                    await program.Kill();
                    Toll.Killed(when);
                    return true;
                case 5:
                    await program.Signal("TERM");
                    var ended = await program.End();
                    Assert.True(ended.Status is ExitStatus.Interrupted or ExitStatus.Done or ExitStatus.Failed, $"{ended.Status}: {ended.Error}");
                    AssertSaidWhy(ended);
                    Toll.Count("SIGTERM");
                    return true;
                case 6 or 7:
                    if (shop.Work.Postmaster is { } postmaster && KillProcess(postmaster))
                        Toll.DatabaseKilled("database's server killed");
                    break;
                case 8:
                    if (await _database.AnyBackend(_chance) is { } backend && KillProcess(backend))
                        Toll.DatabaseKilled("database's session killed");
                    break;
                default:
                    if (await _database.CutSessions() is > 0)
                        Toll.Count("connections cut");
                    break;
            }
        }
    }

    /// <summary>Waits for a random moment in the program's life.</summary>
    /// <returns>Which it was.</returns>
    private async Task<string> Moment(RunningProgram program, Func<bool>? idle)
    {
        var (seen, told) = (shop.Counts.Received, Ends(program));
        switch (_chance.Next(6))
        {
            case 0:
                await Task.Delay(_chance.Next(1500), TestContext.Current.CancellationToken);
                return "while it started";
            case 1:
                await Until(Ended(() => shop.Counts.Received > seen));
                return "at a first page";
            case 2 or 3:
                var pages = seen + _chance.Next(150);
                await Until(Ended(() => shop.Counts.Received >= pages));
                return "while it stored";
            case 4:
                await Until(Ended(() => Ends(program) > told));
                return "at the end of a week";
            default:
                await Task.Delay(_chance.Next(3000), TestContext.Current.CancellationToken);
                return "at any time";
        }

        Func<bool> Ended(Func<bool> holds) => () => program.HasEnded || idle?.Invoke() == true || holds();
    }

    // A moment that does not come by itself, because the limit is waited for or the database is away, is taken for come.
    private static async Task Until(Func<bool> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var began = TimeProvider.System.GetTimestamp();
        while (!holds() && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(5))
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    private static int Ends(RunningProgram program) => program.Error.Split(" complete: ").Length;

    private static bool KillProcess(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
            return true;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    // Whatever was done to it, a program that ends by itself says why, and never that it has a fault.
    private static void AssertSaidWhy(ConsoleResult ended)
    {
        foreach (var fault in (string[])["a fault of this program", "Unhandled exception"])
            Assert.False(ended.Error.Contains(fault, StringComparison.Ordinal), ended.Error);
        if (ended.Status != ExitStatus.Done)
            Assert.Contains("tx: ", ended.Error, StringComparison.Ordinal);
    }
}
