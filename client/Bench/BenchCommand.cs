using System.CommandLine;
using Orleans.Tx.Client.Bench.Limiter;
using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Client.Bench;

/// <summary><c>tx bench</c>: measures, and compares in the same run.</summary>
internal static class BenchCommand
{
    public static Command Create(Terminal terminal) => new("bench", "Measures, and compares in the same run.")
    {
        new LimiterBenchCommand(terminal),
    };
}
