using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>The service behind the gateway, with its answers and failures in the test's hand.</summary>
internal sealed class ScriptedService
{
    public SourceNames Sources { get; set; } = new(["shop"], ["shop"]);

    public RevenueAnswer Revenue { get; set; } = Sample.Revenue;

    public ImmutableArray<WeekStatus> Weeks { get; set; } = [Sample.Week("2026-W40"), Sample.Week("2026-W41")];

    public LimiterSnapshot Limiter { get; set; } = Sample.Limiter;

    public ProjectionStatus Projection { get; set; } = Sample.Projection;

    /// <summary>What there is to stream; null: two rows.</summary>
    public ScriptedRows? Rows { get; set; }

    public ImmutableArray<WeekRun> Runs { get; set; } = [];

    /// <summary>What the gateway asked for, such as <c>shop: pull 2026-W40..2026-W41</c>.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>How often each grain interface was asked.</summary>
    public ConcurrentDictionary<Type, int> Answers { get; } = [];

    /// <summary>What every call of a grain interface ends with.</summary>
    public Dictionary<Type, Exception> Failures { get; } = [];

    /// <summary>What every call ends with, unless it is of an interface that has a failure of its own.</summary>
    public Exception? Failure { get; set; }

    /// <summary>As if nothing had been asked, and nothing failed.</summary>
    public void Forget()
    {
        Asked.Clear();
        Failures.Clear();
        Failure = null;
        Rows = null;
        Runs = [];
    }

    /// <summary>The database is away: whatever grain is asked says so.</summary>
    public void LoseStore()
    {
        foreach (var grain in (Type[])[typeof(ICatalogGrain), typeof(ISourceGrain), typeof(IRevenueGrain), typeof(ILimiterGrain), typeof(IProjectionGrain)])
            Failures[grain] = new TxException(TxError.Unavailable, "the database can't be reached");
    }

    /// <summary>From now on the weeks are kept back.</summary>
    public Hold Hold() => Held = new Hold();

    public Hold? Held { get; private set; }

    public Task<T> Answer<T>(Type grain, T answer)
    {
        Answers.AddOrUpdate(grain, 1, (_, count) => count + 1);
        return (Failures.GetValueOrDefault(grain) ?? (grain == typeof(ICatalogGrain) ? null : Failure)) is { } failure
            ? Task.FromException<T>(failure)
            : Task.FromResult(answer);
    }
}
