using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>Has the customers' grains run the rule over some batches, and puts what they propose into one commit.</summary>
/// <param name="At">The position that is committed.</param>
/// <param name="To">The last of the batches.</param>
/// <param name="Reload">Whether the grains are to forget what they know.</param>
/// <param name="ReadAt">The last position that came about without the grains.</param>
internal sealed record CustomerRound(
    IGrainFactory Grains, string Source, StoredPosition At, long To, bool Reload, long ReadAt, MonthCalendar Months)
{
    private const int MostCallsAtOnce = 512;

    public async Task<ProjectionCommit> Ask(ILookup<string, LogEntry> all, CancellationToken cancellationToken)
    {
        var change = new MatrixChange();
        var ledgers = new List<LedgerWrite>(all.Count);
        foreach (var customers in all.Chunk(MostCallsAtOnce))
        {
            foreach (var (entries, proposal) in customers.Zip(await Task.WhenAll(customers.Select(entries => Ask(entries.Key, entries)))))
            {
                change.Add(proposal.Change.ToChange());
                ledgers.Add(new LedgerWrite(
                    proposal.Customer, proposal.BaseVersion, proposal.Ledger.ToLedger(), [.. entries.Select(entry => entry.Week).Distinct()]));
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        return new ProjectionCommit(Source, At.Epoch, At.Position, To, Months.Zone.Id, ledgers, change, Months);
    }

    private Task<LedgerProposal> Ask(string customer, IEnumerable<LogEntry> entries) =>
        Grains.GetGrain<ICustomerGrain>($"{Source}/{customer}").Apply(new LedgerRequest(
            At.Epoch, At.Position, Reload, To, [.. entries.Select(entry => entry.ToRecord(Months))], ReadAt));
}
