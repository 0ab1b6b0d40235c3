using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Client.Bench.Engine;
using Orleans.Tx.Client.Bench.Store;
using Orleans.Tx.Client.Cluster;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Bench.Cluster;

/// <summary><c>tx bench cluster</c>: what silos on this machine carry together, and how long their grains are away when one is killed.</summary>
internal sealed class ClusterBenchCommand : TxCommand
{
    private const string Bench = "cluster";
    private const int Kills = 3;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(1);

    private readonly Terminal _terminal;
    private readonly Option<int> _calls = new("--calls") { Description = "How many calls a round has", HelpName = "N", DefaultValueFactory = _ => 50_000 };
    private readonly Option<bool> _yes = new("--yes") { Description = "Install PostgreSQL's server without asking, where it is missing" };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    private readonly Option<int[]> _silos = new("--silos")
    {
        Description = "How many silos; may be repeated, each on a store of its own", HelpName = "N", DefaultValueFactory = _ => [1, 2, 3],
    };

    public ClusterBenchCommand(Terminal terminal) : base(
        Bench, "Silos as processes: calls, rows through the customers' grains, a silo that is killed (engine orleans)", "tx bench cluster", "tx bench cluster --silos 3")
    {
        _terminal = terminal;
        foreach (var option in (Option[])[_silos, _calls, _yes, _format])
            Add(option);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        ClusterEngine.Require("tx bench cluster");
        var (sizes, calls) = (parse.GetValue(_silos)!, parse.GetValue(_calls));
        if (sizes.Any(silos => silos is < 1 or > SiloProcesses.Most))
            throw new UsageException($"--silos is 1 to {SiloProcesses.Most}");
        if (calls < GrainCalls.Together)
            throw new UsageException($"--calls is at least {GrainCalls.Together}");

        var figures = new List<BenchRow>();
        foreach (var silos in sizes)
            figures.AddRange(await Measure(silos, calls, parse.GetValue(_yes), cancellation));
        BenchRows.Write(figures, parse.GetValue(_format), _terminal);
        return ExitStatus.Done;
    }

    private async Task<IReadOnlyList<BenchRow>> Measure(int silos, int calls, bool yes, CancellationToken cancellation)
    {
        await using var cluster = await BenchCluster.Start(silos, yes, _terminal, cancellation);
        var subject = silos == 1 ? "1 silo" : $"{silos} silos";
        var grains = new GrainCalls(cluster.Grains, Bench, subject, _terminal);
        List<BenchRow> figures = [await grains.OneAfterTheOther(calls / 10), await grains.AtOnce(calls)];
        var rows = await CustomerGrainsBench.Run(
            cluster.Grains, cluster.Store.GetRequiredService<IWeekStore>(), cluster.Store.GetRequiredService<ITransactionLog>(), _terminal.Time, cancellation);
        figures.Add(new BenchRow(Bench, "through the customers' grains", subject, BenchRows.Median(rows), "rows/s", null, null));
        if (silos > 1)
            figures.Add(await Failover(cluster, grains.Called, subject, cancellation));
        return figures;
    }

    // From the kill until each of the grains, wherever it was, has answered again.
    private async Task<BenchRow> Failover(BenchCluster cluster, IReadOnlyList<IMonthGrain> grains, string subject, CancellationToken cancellation)
    {
        var away = new List<double>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.WhenAll(grains.Select(grain => grain.Row()));
            await cluster.Silos.Kill(kill, cancellation);
            var killed = _terminal.Time.GetTimestamp();
            await Task.WhenAll(grains.Select(grain => Answered(grain, cancellation)));
            away.Add(_terminal.Time.GetElapsedTime(killed).TotalSeconds);
            await _terminal.Error.WriteLineAsync($"{subject}, one killed: {away[^1]:0.0} s until all of {grains.Count} grains answered");
            await cluster.Silos.Ready(cancellation);
        }

        return new BenchRow(Bench, "until every grain of a killed silo answers", subject, BenchRows.Median(away), "s", null, null);
    }

    private async Task Answered(IMonthGrain grain, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await grain.Row().WaitAsync(Impatient, _terminal.Time, cancellation);
                return;
            }
            catch (Exception e) when (e is TimeoutException or Runtime.OrleansException)
            {
                await Task.Delay(LookEvery, _terminal.Time, cancellation);
            }
        }
    }
}
