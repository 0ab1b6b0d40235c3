using System.Collections.Concurrent;
using Orleans.Tx.Grains.Catalog;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>The queries to which a source is known to have answered with a page. Where it never has, a refusal may mean the query itself.</summary>
public sealed class AcceptedQueries
{
    private readonly ConcurrentDictionary<(string Source, string Fingerprint), bool> _accepted = [];

    internal bool Contains(SourceSettings settings) => _accepted.ContainsKey((settings.Name, settings.Fingerprint));

    internal void Add(SourceSettings settings) => _accepted.TryAdd((settings.Name, settings.Fingerprint), true);
}
