using Orleans.Tx.Gateway.Dashboard;

namespace Orleans.Tx.Gateway.Draining;

/// <summary>Counts what a stop waits for.</summary>
internal static class DrainingExtensions
{
    /// <summary>All requests but the channels of open pages, which the server ends as soon as it stops.</summary>
    public static void UseRequestsUnderWay(this WebApplication app)
    {
        var underWay = app.Services.GetRequiredService<RequestsUnderWay>();
        app.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<CircuitMetadata>() is null ? underWay.Count(() => next()) : next());
    }
}
