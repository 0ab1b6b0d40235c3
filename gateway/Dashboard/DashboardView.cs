using System.Collections.Immutable;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>What the dashboard shows of one source.</summary>
/// <param name="Sources">All there are, this one among them.</param>
/// <param name="Limiter">Null for a source that is only stored: nothing is asked of it any more.</param>
internal sealed record DashboardView(
    string Source, IReadOnlyList<string> Sources, RevenueAnswer Revenue, ImmutableArray<WeekStatus> Weeks, LimiterSnapshot? Limiter);
