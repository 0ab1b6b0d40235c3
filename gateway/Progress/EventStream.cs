using System.Text;
using System.Text.Json;
using Orleans.Tx.Gateway.Json;

namespace Orleans.Tx.Gateway.Progress;

/// <summary>Events in the form of the HTML standard, chapter "Server-sent events". Each is sent at once.</summary>
internal static class EventStream
{
    public const string ContentType = "text/event-stream";

    public static async Task Write(HttpResponse response, IAsyncEnumerable<ProgressEvent> events, CancellationToken cancellationToken)
    {
        var hasBegun = false;
        await foreach (var told in events.WithCancellation(cancellationToken))
        {
            if (!hasBegun)
            {
                // Only now: where the first can't be had, the answer is a problem.
                response.ContentType = ContentType;
                response.Headers.CacheControl = "no-store";
                hasBegun = true;
            }

            Encoding.UTF8.GetBytes(Text(told), response.BodyWriter);
            await response.BodyWriter.FlushAsync(cancellationToken);
        }
    }

    private static string Text(ProgressEvent told) => told switch
    {
        { Week: { } week } => Text("week", week),
        { Limiter: { } limiter } => Text("limiter", limiter),
        { Projection: { } projection } => Text("projection", projection),
        { Trouble: { } why } => Text("trouble", why),
        _ => ": nothing has changed\n\n",
    };

    // JSON on one line, so that it is one line of data.
    private static string Text<T>(string name, T data) => $"event: {name}\ndata: {JsonSerializer.Serialize(data, TxJson.Compact)}\n\n";
}
