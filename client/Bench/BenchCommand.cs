using System.CommandLine;
using Orleans.Tx.Client.Bench.Cluster;
using Orleans.Tx.Client.Bench.Engine;
using Orleans.Tx.Client.Bench.Limiter;
using Orleans.Tx.Client.Bench.Queries;
using Orleans.Tx.Client.Bench.Store;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Bench;

/// <summary><c>tx bench</c>: measures, each figure beside what it is compared with.</summary>
internal sealed class BenchCommand : TxCommand
{
    public BenchCommand(Terminal terminal) : base(
        "bench", "Measures the product and compares it with others in the same run", "tx bench revenue --rows 1000000", "tx bench limiter --quick")
    {
        Add(new RevenueBenchCommand(terminal));
        Add(new LimiterBenchCommand(terminal));
        Add(new StoreBenchCommand(terminal));
        Add(new QueriesBenchCommand(terminal));
        Add(new EngineBenchCommand(terminal));
        Add(new ClusterBenchCommand(terminal));
    }

    protected override Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation) =>
        throw new UsageException("bench needs to know what is measured: revenue, limiter, store, queries, engine or cluster");
}
