using System.CommandLine;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Client.Cluster;

/// <summary>How a process of a cluster is configured. All of them work on one database, so it has to be an outside one.</summary>
internal sealed class MemberConfiguration
{
    private readonly Option<string?> _file = new("--config")
    {
        Description = $"The configuration file (default: {ServerOptions.DefaultConfiguration}, if there is one)",
        HelpName = "FILE",
    };

    public void AddTo(Command command) => command.Options.Add(_file);

    /// <exception cref="ConfigurationException">It is wrong, or names no database.</exception>
    public TxOptions Read(ParseResult parse)
    {
        var options = new ServerChoice(ServerOptions.DefaultData, parse.GetValue(_file), Server: null, Source: null, Yes: false).Options();
        return options.Storage.ConnectionString.Length > 0
            ? options
            : throw new ConfigurationException("Storage:ConnectionString is empty: the processes of a cluster need an outside PostgreSQL, from version 15 on");
    }
}
