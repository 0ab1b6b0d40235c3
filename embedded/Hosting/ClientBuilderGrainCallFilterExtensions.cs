namespace Orleans.Hosting;

/// <summary>Filters of a client's calls, which this engine has not.</summary>
public static class ClientBuilderGrainCallFilterExtensions
{
    /// <summary>Accepted for the sake of the other engine, and not used.</summary>
    public static IClientBuilder AddOutgoingGrainCallFilter(this IClientBuilder builder, OutgoingGrainCallFilterDelegate filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return builder;
    }
}
