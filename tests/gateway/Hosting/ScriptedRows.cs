using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>A store of many rows, as a query grain streams them, that knows how far it was read.</summary>
internal sealed class ScriptedRows(int count)
{
    public const int Chunk = 500;

    private static readonly string Extra = $"{{\"note\":\"{new string('x', 100)}\"}}";

    private long? _usedAtFirst;

    /// <summary>How many rows were read.</summary>
    public int Read { get; private set; }

    /// <summary>
    /// By how many bytes of memory this process had grown with the last rows since the first ones were read. Other tests run beside this one, so
    /// that how much is in use tells nothing.
    /// </summary>
    public long MemoryGrowth { get; private set; }

    /// <summary>What is open in the store is closed: nobody reads any more.</summary>
    public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>After so many rows the store takes its time: until whoever reads gives up.</summary>
    public int? Stuck { get; init; }

    public async IAsyncEnumerable<TransactionChunk> Chunks([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (Read < count)
            {
                if (Read == Stuck)
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                yield return new TransactionChunk(Read == 0 ? Sample.Revenue.Coverage : null, Next(), null);
                if (Read % 200_000 == 0)
                    Measure();
            }
        }
        finally
        {
            Closed.TrySetResult();
        }
    }

    private void Measure()
    {
        var used = GC.GetTotalMemory(forceFullCollection: true);
        _usedAtFirst ??= used;
        MemoryGrowth = used - _usedAtFirst.Value;
    }

    private ImmutableArray<TransactionRecord> Next()
    {
        var rows = ImmutableArray.CreateBuilder<TransactionRecord>(Chunk);
        for (var row = Math.Min(Chunk, count - Read); row > 0; row--)
            rows.Add(new TransactionRecord($"t{++Read:0000000}", $"c{Read % 1000}", DateTimeOffset.UnixEpoch.AddSeconds(Read), Read / 100m, "EUR", Extra));
        return rows.ToImmutable();
    }
}
