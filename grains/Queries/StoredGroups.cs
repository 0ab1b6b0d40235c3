using System.Collections.Immutable;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>Some groups of an answer.</summary>
/// <param name="At">Where log and aggregates were: in the first item.</param>
public sealed record StoredGroups(StoredPosition? At, ImmutableArray<GroupRow> Rows);
