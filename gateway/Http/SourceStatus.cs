using System.Collections.Immutable;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Http;

/// <summary>How one source is doing: <c>GET /v1/status</c>.</summary>
/// <param name="Limiter">Without its history, which <c>GET /v1/limiter</c> has: this is asked for several times a second. Null for a source of files alone.</param>
public sealed record SourceStatus(
    string Source, LimiterSnapshot? Limiter, ProjectionStatus Projection, ImmutableArray<WeekStatus> Weeks);
