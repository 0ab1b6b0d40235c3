using System.Security.Cryptography;
using System.Text;
using Orleans.Tx.Grains;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source.Requests;

namespace Orleans.Tx.Silo.Source.Tokens;

/// <summary>The refresh token of a source: the configured one, or what the server gave for it since. For one caller at a time.</summary>
internal sealed class RefreshToken(string source, SecretReference configured, IRefreshTokens kept)
{
    private string? _first;
    private string? _token;
    private bool _mustBeKept;

    /// <summary>The token to send.</summary>
    /// <exception cref="TxException">The store is away: a token that is not stored must not be exchanged for the next.</exception>
    public async Task<string> Current(RequestValues values, CancellationToken cancellationToken)
    {
        var first = Hash(values.Read[configured]);
        if (first != _first)
        {
            _token = await kept.Find(source, first, cancellationToken) ?? values.Read[configured];
            (_first, _mustBeKept) = (first, false);
        }

        await Store(cancellationToken);
        return _token!;
    }

    /// <summary>The server gave another one.</summary>
    public async Task Replace(string token, CancellationToken cancellationToken)
    {
        (_token, _mustBeKept) = (token, token != _token || _mustBeKept);
        await Store(cancellationToken);
    }

    /// <summary>The server refused a token: true where somebody else replaced it meanwhile.</summary>
    public async Task<bool> IsReplaced(string refused, RequestValues values, CancellationToken cancellationToken)
    {
        _first = null;
        return await Current(values, cancellationToken) != refused;
    }

    private async Task Store(CancellationToken cancellationToken)
    {
        if (!_mustBeKept)
            return;
        await kept.Keep(source, _first!, _token!, cancellationToken);
        _mustBeKept = false;
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
