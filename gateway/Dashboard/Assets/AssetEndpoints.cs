using Microsoft.Net.Http.Headers;
using Orleans.Tx.Gateway.Security;

namespace Orleans.Tx.Gateway.Dashboard.Assets;

/// <summary>Serves what the pages load.</summary>
internal static class AssetEndpoints
{
    // Only a browser keeps it: whoever stands between need not know who may see it.
    private const string KeptForEver = "private, max-age=31536000, immutable";
    private const string AskedAnew = "private, no-cache";

    public static void MapAssets(this IEndpointRouteBuilder app) =>
        app.MapGet("/assets/{name}", (HttpContext context, string name, string? v) => DashboardAssets.Find(name) is { } asset
            ? Serve(context, asset, v)
            : Results.NotFound()).Reads();

    private static IResult Serve(HttpContext context, Asset asset, string? version)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = version == asset.Version ? KeptForEver : AskedAnew;
        headers.Vary = HeaderNames.AcceptEncoding;
        var (content, encoding) = asset.For(context.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        return Results.Bytes(content, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Version}{encoding}\""));
    }
}
