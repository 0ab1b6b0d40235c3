using System.Collections.Immutable;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Progress;

/// <summary>How the pulls of a source stand at one moment.</summary>
/// <param name="Limiter">Without its history; null for a source without an API.</param>
internal sealed record SourceProgress(LimiterSnapshot? Limiter, ProjectionStatus Projection, ImmutableArray<WeekStatus> Weeks)
{
    /// <summary>What is to be told to who knows an earlier state; null for who knows nothing.</summary>
    public IEnumerable<ProgressEvent> Since(SourceProgress? earlier)
    {
        if (Limiter is not null && Limiter != earlier?.Limiter)
            yield return new ProgressEvent(Limiter: Limiter);
        if (Projection != earlier?.Projection)
            yield return new ProgressEvent(Projection: Projection);
        var told = earlier?.Weeks.ToDictionary(week => week.Week, StringComparer.Ordinal);
        foreach (var week in Weeks.Where(week => week != told?.GetValueOrDefault(week.Week)))
            yield return new ProgressEvent(Week: week);
    }
}
