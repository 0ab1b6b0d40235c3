using Orleans.Tx.Client.Running;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Client.Server;

/// <summary>Which service a command works with.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Configuration">The configuration file that was named; null: the usual one, if there is one.</param>
/// <param name="Server">A running service; null: the one of the data folder, or none.</param>
/// <param name="Source">The source that was named.</param>
/// <param name="Key">What a running service is asked with; null for none.</param>
/// <param name="Yes">PostgreSQL may be installed.</param>
internal sealed record ServerChoice(string Data, string? Configuration, Uri? Server, string? Source, bool Yes, string? Key = null)
{
    /// <summary>The file to read; null where there is none.</summary>
    /// <exception cref="UsageException">The file that was named is not there.</exception>
    public string? ConfigurationFile
    {
        get
        {
            if (Configuration is null)
                return File.Exists(ServerOptions.DefaultConfiguration) ? ServerOptions.DefaultConfiguration : null;
            if (Directory.Exists(Configuration))
                throw new UsageException($"--config {Configuration} is a folder: name a file");
            return File.Exists(Configuration) ? Configuration : throw new UsageException($"--config {Configuration} is not there");
        }
    }

    /// <exception cref="ConfigurationException">The configuration is wrong.</exception>
    public TxOptions Options(params IEnumerable<KeyValuePair<string, string?>> overrides) => TxConfiguration.Load(ConfigurationFile, overrides);
}
