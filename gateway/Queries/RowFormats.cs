using Microsoft.Net.Http.Headers;

namespace Orleans.Tx.Gateway.Queries;

/// <summary>The forms by their media types.</summary>
internal static class RowFormats
{
    public const string Csv = "text/csv";
    public const string Lines = "application/x-ndjson";

    /// <summary>The first form that the request names; JSON where it names none of them.</summary>
    public static RowFormat Of(HttpRequest request)
    {
        foreach (var accepted in request.GetTypedHeaders().Accept.OrderByDescending(accepted => accepted.Quality ?? 1))
        {
            if (Of(accepted) is { } format)
                return format;
        }

        return RowFormat.Json;
    }

    private static RowFormat? Of(MediaTypeHeaderValue accepted) => accepted.MediaType.ToString().ToLowerInvariant() switch
    {
        Csv => RowFormat.Csv,
        Lines => RowFormat.Lines,
        "application/json" => RowFormat.Json,
        _ => null,
    };
}
