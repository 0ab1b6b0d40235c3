using System.Collections.Immutable;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Dashboard.Pulls;

/// <summary>What a page shows of one week.</summary>
/// <param name="Runs">Every attempt at the whole of it, in order.</param>
/// <param name="SetAside">Some of its records that could not be read.</param>
/// <param name="Reasons">How many there are, by reason, whichever of them are shown.</param>
public sealed record WeekAnswer(WeekStatus Status, ImmutableArray<WeekRun> Runs, SetAsideList SetAside, ImmutableArray<SetAsideCount> Reasons);
