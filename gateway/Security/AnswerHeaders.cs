namespace Orleans.Tx.Gateway.Security;

/// <summary>What every answer tells a browser: not to guess what it is, show it in a frame, run anything in it, keep it, or tell others where it came from.</summary>
internal sealed class AnswerHeaders(RequestDelegate next)
{
    /// <summary>For what is no page: nothing of it is loaded or run.</summary>
    public const string NothingRuns = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: an answer that fails is begun anew without the headers that it had.
        context.Response.OnStarting(Add, context.Response);
        return next(context);
    }

    private static Task Add(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        headers.XContentTypeOptions = "nosniff";
        // Others learn nothing; with no-referrer, a form's own origin would be "null" to this gateway as well.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = NothingRuns;
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
