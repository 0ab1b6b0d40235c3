namespace Orleans.Hosting;

/// <summary>General settings of a client, which this engine has not.</summary>
public static class ClientBuilderExtensions
{
    /// <summary>Accepted for the sake of the other engine, and not used.</summary>
    public static IClientBuilder UseConnectionRetryFilter(
        this IClientBuilder builder, Func<Exception, CancellationToken, Task<bool>> connectionRetryFilter)
    {
        ArgumentNullException.ThrowIfNull(connectionRetryFilter);
        return builder;
    }
}
