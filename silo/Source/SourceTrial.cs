using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source.Tokens;

namespace Orleans.Tx.Silo.Source;

/// <summary>Tries a source's configuration without a service: for those who have not stored anything yet.</summary>
public static class SourceTrial
{
    private const int MostRequests = 3;

    /// <summary>
    /// Whether a try may go without a store. A refresh token may be exchanged for another, which then is the only good one, and has to be kept.
    /// </summary>
    public static bool NeedsStore(SourceOptions source) => source.Auth.RefreshToken is not null;

    /// <summary>Sends one request, and one for an access token where that is needed.</summary>
    /// <param name="week">The week whose first page is asked for; null for the last that is over.</param>
    /// <exception cref="TxException">There is no such source, or a secret it needs can't be read.</exception>
    public static async Task<SourceCheck> Run(TxOptions options, string source, string? week, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = CheckedWeek.Of(week, new SourceCatalog(options).Get(source), time);
        using var api = new SourceApi(options, new NoRefreshTokens(), time, NullLogger<SourceApi>.Instance);
        for (var requests = 1; ; requests++)
        {
            var answer = await api.Fetch(source, asked, PageCursor.Start, cancellationToken);
            if (answer is not PageAnswer.Postponed || requests == MostRequests)
                return SourceChecks.Of(source, asked, answer);
        }
    }

    private sealed class NoRefreshTokens : IRefreshTokens
    {
        public Task<string?> Find(string source, string first, CancellationToken cancellationToken) =>
            throw new TxException(TxError.Unavailable, "a refresh token is used only where the next one can be stored");

        public Task Keep(string source, string first, string token, CancellationToken cancellationToken) =>
            throw new TxException(TxError.Unavailable, "a refresh token is used only where the next one can be stored");
    }
}
