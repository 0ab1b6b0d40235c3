using System.Collections.Concurrent;
using Orleans.Tx.Grains;
using Orleans.Tx.Silo.Source.Tokens;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>Refresh tokens that outlive the API's client that got them.</summary>
internal sealed class KeptTokens : IRefreshTokens
{
    private readonly ConcurrentDictionary<(string Source, string First), string> _tokens = new();

    public IReadOnlyCollection<string> Kept => [.. _tokens.Values];

    public bool IsAway { get; set; }

    public Task<string?> Find(string source, string first, CancellationToken cancellationToken) =>
        Task.FromResult(_tokens.GetValueOrDefault((source, first)));

    public Task Keep(string source, string first, string token, CancellationToken cancellationToken)
    {
        if (IsAway)
            throw new TxException(TxError.Unavailable, "the store is away");
        _tokens[(source, first)] = token;
        return Task.CompletedTask;
    }
}
