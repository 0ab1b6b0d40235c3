using System.Collections.Frozen;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Grpc.AspNetCore.Server.Wire;

/// <summary>What a request's headers say to the service.</summary>
internal static class RequestMetadata
{
    // The protocol's own.
    private static readonly FrozenSet<string> Kept = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, HeaderNames.GrpcEncoding, HeaderNames.GrpcAcceptEncoding, HeaderNames.GrpcTimeout,
        HeaderNames.ContentEncoding, HeaderNames.ContentType, HeaderNames.TE, HeaderNames.Host, HeaderNames.AcceptEncoding);

    /// <exception cref="RpcException">The value of a binary header is not base64.</exception>
    public static Metadata Of(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            if (Kept.Contains(name) || !Metadata.Entry.Allows(name))
                continue;
            if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
                metadata.Add(name, values.ToString());
            else
                // A sender may put several values into one line.
                foreach (var value in values.SelectMany(line => (line ?? "").Split(',')))
                    metadata.Add(name, Bytes(name, value.Trim()));
        }

        return metadata;
    }

    // Senders leave the padding out.
    private static byte[] Bytes(string name, string value)
    {
        try
        {
            return Convert.FromBase64String(value.PadRight((value.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            throw Refusals.Broken($"The header {name.ToLowerInvariant()} holds no base64.");
        }
    }
}
