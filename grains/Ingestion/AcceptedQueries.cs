using System.Collections.Concurrent;
using Orleans.Tx.Grains.Catalog;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>The queries to which a source answered with a page, in this process. A refusal of another one of the same may mean the query itself.</summary>
public sealed class AcceptedQueries
{
    private readonly ConcurrentDictionary<(string Source, string Fingerprint), bool> _accepted = [];

    internal bool Contains(SourceSettings settings) => _accepted.ContainsKey((settings.Name, settings.Fingerprint));

    internal void Add(SourceSettings settings) => _accepted.TryAdd((settings.Name, settings.Fingerprint), true);
}
