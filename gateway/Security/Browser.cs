namespace Orleans.Tx.Gateway.Security;

/// <summary>What a browser tells of where a request comes from; no page can write these headers.</summary>
internal static class Browser
{
    private const string Site = "Sec-Fetch-Site";

    /// <summary>The answer is shown to a person.</summary>
    public static bool Shows(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>Nothing says that another page than one of this gateway sent the request. Programs say nothing at all.</summary>
    public static bool IsNotForeign(HttpRequest request, bool isBehindTlsProxy)
    {
        if (request.Headers.Origin is { Count: > 0 } origin && !IsOwn(origin.ToString(), request, isBehindTlsProxy))
            return false;
        return request.Headers[Site].ToString() is "" or "same-origin" or "none" || IsLink(request);
    }

    /// <summary>A page of this gateway sent the request.</summary>
    public static bool IsOwn(HttpRequest request, bool isBehindTlsProxy) =>
        request.Headers.Origin is { Count: > 0 } origin
            ? IsOwn(origin.ToString(), request, isBehindTlsProxy) && IsNotForeign(request, isBehindTlsProxy)
            : request.Headers[Site] == "same-origin";

    // Whoever follows a link from elsewhere sees the page himself; in a frame, or as part of another page, it is not theirs to show.
    private static bool IsLink(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    private static bool IsOwn(string origin, HttpRequest request, bool isBehindTlsProxy) =>
        string.Equals(origin, $"{(isBehindTlsProxy ? "https" : request.Scheme)}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
