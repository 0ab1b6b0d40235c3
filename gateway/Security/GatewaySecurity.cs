using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Orleans.Tx.Gateway.Security;

/// <summary>Who may ask the gateway (docs/decisions/0020-who-may-ask-the-gateway.md).</summary>
/// <param name="Keys">Without any, only programs and pages of this machine are answered.</param>
/// <param name="IsBehindTlsProxy">What comes in without TLS came to a proxy with it.</param>
public sealed record GatewaySecurity(ImmutableArray<AccessKey> Keys, bool IsBehindTlsProxy = false)
{
    /// <summary>No keys: this machine only.</summary>
    public static GatewaySecurity Loopback { get; } = new([]);

    public bool HasKeys => !Keys.IsEmpty;

    /// <summary>The key that a text is; null for none. That takes as long for one as for another.</summary>
    internal AccessKey? Find(string text)
    {
        var hash = AccessKey.HashOf(text);
        AccessKey? found = null;
        foreach (var key in Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, key.Sha256.AsSpan()))
                found = key;
        }

        return found;
    }
}
