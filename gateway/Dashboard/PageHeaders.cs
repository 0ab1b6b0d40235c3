namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>What a page of the dashboard may load: its own styles, and nothing that runs.</summary>
internal static class PageHeaders
{
    public const string ContentType = "text/html; charset=utf-8";

    public static void Write(IHeaderDictionary headers) => headers.ContentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}
