using System.Text.Encodings.Web;
using System.Text.Json;

namespace Orleans.Tx.Simulator.Api;

/// <summary>Answers with a message instead of records.</summary>
internal static class Answers
{
    public const string Json = "application/json; charset=utf-8";

    private const string Html =
        "<!DOCTYPE html><html><head><title>One moment</title></head><body><h1>We'll be right back</h1></body></html>";

    // The message is JSON in a response, never inside a page: quotes need no defence against HTML.
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static Task WriteErrorAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        return context.Response.WriteAsync($$"""{"error":"{{JsonEncodedText.Encode(message, Readable)}}"}""", context.RequestAborted);
    }

    /// <summary>What a proxy in front of the API may say while claiming that all is well.</summary>
    public static Task WriteHtmlAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Html, context.RequestAborted);
    }
}
