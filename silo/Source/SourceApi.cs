using Microsoft.Extensions.Logging;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source.Tokens;

namespace Orleans.Tx.Silo.Source;

/// <summary>The configured sources' APIs over HTTP.</summary>
internal sealed partial class SourceApi(
    TxOptions options, IRefreshTokens refreshTokens, TimeProvider time, ILogger<SourceApi> logger, SourceInstruments? instruments = null)
    : ISourceApi, IDisposable
{
    private readonly Dictionary<string, SourceClient> _clients = options.Sources.ToDictionary(
        source => source.Key, source => new SourceClient(source.Key, source.Value, refreshTokens, time), StringComparer.Ordinal);

    public async Task<PageAnswer> Fetch(string source, Week week, PageCursor page, CancellationToken cancellationToken)
    {
        if (!_clients.TryGetValue(source, out var client))
            throw SourceCatalog.NotConfigured(source, _clients.Keys);

        var began = time.GetTimestamp();
        using var span = instruments?.Fetch(source, week, page);
        var answer = await client.Fetch(week, page, cancellationToken);
        instruments?.Answered(span, source, answer, time.GetElapsedTime(began));
        LogAnswer(source, week, page.Page, answer.GetType().Name, time.GetElapsedTime(began).TotalMilliseconds);
        return answer;
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }
}
