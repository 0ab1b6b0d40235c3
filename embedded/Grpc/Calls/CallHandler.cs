using Grpc.AspNetCore.Server.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>What an HTTP request has to be to be a call, and how those are answered that are none.</summary>
internal static class CallHandler
{
    /// <summary>Answers a request that is no call of gRPC over HTTP/2; false where it is one.</summary>
    public static bool Refuses(HttpContext http)
    {
        if (!ContentTypes.IsGrpc(http.Request.ContentType))
        {
            Answer(http, StatusCodes.Status415UnsupportedMediaType, $"The content type '{http.Request.ContentType}' is not {ContentTypes.Grpc}.");
            return true;
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol))
        {
            Answer(http, StatusCodes.Status426UpgradeRequired, $"gRPC needs HTTP/2; the request came in {http.Request.Protocol}.");
            http.Response.Headers.Upgrade = HttpProtocol.Http2;
            return true;
        }

        // One message at a time is measured, whatever the request's length.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = null;
        http.Response.ContentType = ContentTypes.Grpc;
        return false;
    }

    /// <summary>Ends a call before it has begun.</summary>
    public static Task Refuse(HttpContext http, Status status)
    {
        if (!Refuses(http))
            Trailers.Put(http.Response.Headers, status);
        return Task.CompletedTask;
    }

    private static void Answer(HttpContext http, int statusCode, string detail)
    {
        http.Response.StatusCode = statusCode;
        Trailers.Put(http.Response.Headers, new Status(StatusCode.Internal, detail));
    }
}
