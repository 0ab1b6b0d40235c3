using Orleans.Tx.Gateway.Progress;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Progress as server-sent events: for pages, and for whoever reads lines.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", async (HttpContext context, SourceChoice sources, ProgressFeed feed, string? source) =>
            await EventStream.Write(context.Response, feed.Of(await sources.Choose(source), context.RequestAborted), context.RequestAborted));
}
