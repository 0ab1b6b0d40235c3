using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source;

/// <summary>The configured sources, as the grains know them.</summary>
internal sealed class SourceCatalog(TxOptions options) : ISourceCatalog
{
    private static readonly TimeSpan ShortestLease = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestLease = TimeSpan.FromSeconds(5);

    private readonly SortedDictionary<string, SourceSettings> _sources = new(
        options.Sources.ToDictionary(source => source.Key, source => Settings(source.Key, source.Value)), StringComparer.Ordinal);

    public IReadOnlyList<string> Names => [.. _sources.Keys];

    public SourceSettings Get(string source) => Find(source) ?? throw NotConfigured(source, _sources.Keys);

    public SourceSettings? Find(string source) => _sources.GetValueOrDefault(source);

    internal static TxException NotConfigured(string source, IReadOnlyCollection<string> names) => new(
        TxError.NotFound,
        names.Count == 0
            ? $"No source '{source}' is configured; none is at all: add it under Sources"
            : $"No source '{source}' is configured; those that are: {string.Join(", ", names)}");

    private static SourceSettings Settings(string name, SourceOptions source)
    {
        var limit = source.Limit;
        var lease = TimeSpan.FromTicks(Math.Clamp((limit.Window / 60).Ticks, ShortestLease.Ticks, LongestLease.Ticks));
        return new SourceSettings(
            name, SourceFingerprint.Of(source), new WindowLimit(limit.Requests, limit.Window, source.Timeout, lease),
            limit.InFlight, limit.Weeks, source.Paging.PageSize, source.Zone, source.Since,
            source.Schedule.ToCalendar(), source.Schedule.Enabled, (double)source.Schedule.MostRemoved,
            ByToken: source.Paging.Kind is PagingKind.Cursor or PagingKind.Link or PagingKind.NextUrl,
            EndsShort: source.Paging.End == PagingEnd.Short);
    }
}
