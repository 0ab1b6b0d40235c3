using System.IO.Compression;
using System.Security.Cryptography;

namespace Orleans.Tx.Gateway.Dashboard.Assets;

/// <summary>A script, style sheet or picture of the dashboard, carried inside the program.</summary>
internal sealed class Asset
{
    private readonly byte[] _plain;
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    public Asset(string name, byte[] content)
    {
        (Name, _plain) = (name, content);
        Version = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        _brotli = new(() => Packed(packed => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true)));
        _gzip = new(() => Packed(packed => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)));
    }

    public string Name { get; }

    /// <summary>Another for another content: an address that holds it may be kept for ever.</summary>
    public string Version { get; }

    /// <summary>Where a page finds it.</summary>
    public string Address => $"/assets/{Name}?v={Version}";

    public string ContentType => Path.GetExtension(Name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"{Name}: nothing is known of files that end in '{other}'"),
    };

    /// <summary>The content in the shortest form that a browser takes, and what that form is called; null for the content as it is.</summary>
    public (byte[] Content, string? Encoding) For(string accepted)
    {
        if (accepted.Contains("br", StringComparison.OrdinalIgnoreCase))
            return (_brotli.Value, "br");
        return accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? (_gzip.Value, "gzip") : (_plain, null);
    }

    private byte[] Packed(Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var into = packer(packed))
            into.Write(_plain);
        return packed.ToArray();
    }
}
