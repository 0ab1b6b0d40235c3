using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Rejects;

/// <summary><c>tx rejects</c>: the records that could not be read. Alone it lists them.</summary>
internal sealed class RejectsCommand : TxCommand
{
    private readonly RejectsListing _listing;

    public RejectsCommand(Terminal terminal)
        : base("rejects", "Lists the records that could not be read, shows one whole, and reads them again after a fix.",
            "tx rejects", "tx rejects show 2026-W40/1/17/3", "tx rejects retry --reason missing-customer")
    {
        _listing = new RejectsListing(terminal);
        _listing.AddTo(this);
        Add(new RejectsListCommand(terminal));
        Add(new RejectsShowCommand(terminal));
        Add(new RejectsRetryCommand(terminal));
    }

    protected override Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation) => _listing.Run(parse, cancellation);
}
