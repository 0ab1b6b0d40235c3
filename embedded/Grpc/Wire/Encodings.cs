using System.Buffers;
using System.IO.Compression;
using Grpc.Core;
using Microsoft.Extensions.Primitives;

namespace Grpc.AspNetCore.Server.Wire;

/// <summary>How messages may be compressed: not at all, or by gzip.</summary>
internal static class Encodings
{
    public const string Identity = "identity";
    public const string Gzip = "gzip";
    public const string All = $"{Identity},{Gzip}";

    private const int Step = 16 * 1024;

    /// <summary>Whether a list of encodings, as in <c>grpc-accept-encoding</c>, names one.</summary>
    public static bool Names(StringValues list, string encoding)
    {
        foreach (var line in list)
        {
            foreach (var part in line.AsSpan().Split(','))
            {
                if (line.AsSpan(part).Trim().SequenceEqual(encoding))
                    return true;
            }
        }

        return false;
    }

    public static ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> message, CompressionLevel level)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, level, leaveOpen: true))
            gzip.Write(message);
        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }

    /// <exception cref="RpcException">It is no gzip, or longer than allowed: what a few bytes may become is bounded too.</exception>
    public static ReadOnlySequence<byte> Decompress(ReadOnlySequence<byte> compressed, int most)
    {
        var message = new ArrayBufferWriter<byte>(Step);
        try
        {
            using var gzip = new GZipStream(new MemoryStream(compressed.ToArray(), writable: false), CompressionMode.Decompress);
            while (gzip.Read(message.GetSpan(Step)) is > 0 and var read)
            {
                if (read > most - message.WrittenCount)
                    throw Refusals.TooLong(most);
                message.Advance(read);
            }
        }
        catch (InvalidDataException broken)
        {
            throw new RpcException(new Status(StatusCode.Internal, "The request's message is not the gzip that it is said to be.", broken));
        }

        return new ReadOnlySequence<byte>(message.WrittenMemory);
    }
}
