using Orleans.Tx.Client.Running;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Client.Server;

/// <summary>Which source a command means, where the configuration alone tells.</summary>
internal static class SourceName
{
    /// <exception cref="UsageException">There is no such source, or several to choose from.</exception>
    public static string Require(string? named, TxOptions options)
    {
        var names = options.Sources.Keys.Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
            throw new UsageException($"no source is configured: add one under Sources in {ServerOptions.DefaultConfiguration}; tx init writes one to try");
        if (named is not null && !names.Contains(named))
            throw new UsageException($"--source '{named}' is not configured; there are: {string.Join(", ", names)}");
        if (named is null && names.Count > 1)
            throw new UsageException($"say which source is meant with --source; there are: {string.Join(", ", names)}");
        return named ?? names[0];
    }
}
