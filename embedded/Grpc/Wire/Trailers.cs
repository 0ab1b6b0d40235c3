using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Grpc.AspNetCore.Server.Wire;

/// <summary>The end of a response: its status, and what else stands there.</summary>
internal static class Trailers
{
    private static readonly string[] Codes =
        [.. Enumerable.Range(0, (int)StatusCode.Unauthenticated + 1).Select(code => code.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Where the end stands: in the headers of a response that has nothing else, else behind its body.</summary>
    public static IHeaderDictionary Of(HttpResponse response) => response.HasStarted
        ? response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
            ?? throw new InvalidOperationException("The web server sends no trailers: it can't serve gRPC.")
        : response.Headers;

    public static void Put(IHeaderDictionary headers, Metadata entries)
    {
        foreach (var entry in entries)
            headers.Append(entry.Key, entry.Written);
    }

    public static void Put(IHeaderDictionary headers, Status status)
    {
        headers[HeaderNames.GrpcStatus] = (int)status.StatusCode is var code && code >= 0 && code < Codes.Length
            ? Codes[code]
            : code.ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(status.Detail))
            headers[HeaderNames.GrpcMessage] = PercentText.Of(status.Detail);
        else
            headers.Remove(HeaderNames.GrpcMessage);
    }
}
