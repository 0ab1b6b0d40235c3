using System.CommandLine;
using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Client.Sources;

/// <summary><c>tx source</c>: what one may do with a configured API.</summary>
internal sealed class SourceCommand : Command
{
    public SourceCommand(Terminal terminal) : base("source", "Tries a configured API.") => Subcommands.Add(new SourceCheckCommand(terminal));
}
