using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Keys;

/// <summary><c>tx key</c>: who may ask the gateway.</summary>
internal sealed class KeyCommand : TxCommand
{
    public KeyCommand(Terminal terminal) : base("key", "Makes keys for the gateway.", "tx key new reports --scope read") => Add(new KeyNewCommand(terminal));

    protected override Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation) =>
        throw new UsageException("key needs to know what to do: new");
}
