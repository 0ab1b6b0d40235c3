using System.IO.Compression;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Orders;

/// <summary>A file of orders, or standard input, opened: unpacked where it is gzip, a byte order mark passed over.</summary>
internal sealed class OrderFile : IDisposable
{
    /// <summary>The name under which standard input is given.</summary>
    public const string StandardInput = "-";

    private readonly Stream _raw;

    // Else a gzip file that was cut off reads like one that ends there.
    static OrderFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private OrderFile(string name, Stream raw, PeekedStream content)
    {
        Name = name;
        _raw = raw;
        Content = content;
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>The text, as UTF-8.</summary>
    public Stream Content { get; }

    /// <summary>The size of the file on disk, packed or not; null where it is no file.</summary>
    public long? Size => _raw is FileStream { CanSeek: true } file ? file.Length : null;

    /// <summary>How much of <see cref="Size"/> is read.</summary>
    public long Position => _raw is FileStream { CanSeek: true } file ? file.Position : 0;

    /// <exception cref="UsageException">There is no such file, it may not be read, or it is none of text.</exception>
    public static async Task<OrderFile> Open(string path, Stream standardInput, CancellationToken cancellation)
    {
        var name = path == StandardInput ? "standard input" : path;
        var raw = path == StandardInput ? standardInput : OpenRaw(path);
        var content = await PeekedStream.Of(raw, cancellation);
        if (content.Head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            content = await Unpacked(name, content, cancellation);
        RefuseOtherKinds(name, content.Head);
        if (content.Head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            content.Drop(3);
        return new OrderFile(name, raw, content);
    }

    public void Dispose() => Content.Dispose();

    private static FileStream OpenRaw(string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{path} is a directory; name the files in it, such as {Path.Join(path, "orders.csv")}");
        if (path.Contains('\0') || !File.Exists(path))
            throw new UsageException($"there is no file {path}; name a file of orders, or - for standard input");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"{path} may not be read by this user");
        }
    }

    private static async Task<PeekedStream> Unpacked(string name, PeekedStream packed, CancellationToken cancellation)
    {
        try
        {
            return await PeekedStream.Of(new GZipStream(packed, CompressionMode.Decompress), cancellation);
        }
        catch (InvalidDataException e)
        {
            throw new WorkException($"{name} begins like gzip and can't be unpacked: {e.Message}", e);
        }
    }

    private static void RefuseOtherKinds(string name, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new UsageException($"{name} is UTF-16 text; convert it to UTF-8, such as with iconv -f UTF-16 -t UTF-8");
        if (head.StartsWith("PK\u0003\u0004"u8))
            throw new UsageException($"{name} is a zip archive or a workbook; unpack it, or save its sheet as CSV");
        if (head.StartsWith("PAR1"u8))
            throw new UsageException($"{name} is a Parquet file; write it as CSV");
    }
}
