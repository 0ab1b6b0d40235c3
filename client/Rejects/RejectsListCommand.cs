using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Rejects;

/// <summary><c>tx rejects list</c>.</summary>
internal sealed class RejectsListCommand : TxCommand
{
    private readonly RejectsListing _listing;

    public RejectsListCommand(Terminal terminal)
        : base("list", "Lists the records that could not be read, and counts them by reason.",
            "tx rejects list --from 2026-W40", "tx rejects list --reason bad-amount --limit 100000 --format csv")
    {
        _listing = new RejectsListing(terminal);
        _listing.AddTo(this);
    }

    protected override Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation) => _listing.Run(parse, cancellation);
}
