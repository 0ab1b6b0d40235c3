using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Sources;

/// <summary><c>tx source</c>: what one may do with a configured API.</summary>
internal sealed class SourceCommand : TxCommand
{
    public SourceCommand(Terminal terminal) : base("source", "Tries a configured API.", "tx source check") => Add(new SourceCheckCommand(terminal));

    protected override Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation) =>
        throw new UsageException("source needs to know what to do: check");
}
