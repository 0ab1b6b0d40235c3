using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Orleans.Tx.Gateway.Security;

/// <summary>A key that is known, by its SHA-256: the key itself is nowhere but with who holds it.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Sha256">32 bytes.</param>
public sealed record AccessKey(string Name, ImmutableArray<byte> Sha256, AccessScope Scope)
{
    // 256 bits, so that no number of attempts finds one, and a plain hash of it gives nothing away.
    private const int Bytes = 32;

    private const string Mark = "tx_";

    /// <param name="sha256">64 hexadecimal digits.</param>
    /// <exception cref="FormatException">There are others.</exception>
    public static AccessKey Of(string name, string sha256, AccessScope scope) => new(name, [.. Convert.FromHexString(sha256)], scope);

    /// <summary>A new one, made by chance.</summary>
    /// <returns>The text is what its holder gives, and is known to nobody else.</returns>
    public static (string Text, AccessKey Key) New(string name, AccessScope scope)
    {
        var text = Mark + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return (text, new AccessKey(name, [.. HashOf(text)], scope));
    }

    internal static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
