using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>
/// Takes the next batches of the log, has the customers' grains run the rule, and commits ledgers, cells and its position in one
/// transaction, fenced by epoch, position and every ledger's version. So whatever is lost, late or doubled can make it slow, never wrong.
/// </summary>
internal sealed partial class ProjectionGrain(
    IProjectionStore store, ReportingSettings reporting, TimeProvider time, ILogger<ProjectionGrain> logger)
    : Grain, IProjectionGrain
{
    private const int MostEntries = 5000;
    private const int MostCallsAtOnce = 512;

    private readonly CancellationTokenSource _stop = new();
    private readonly RetryDelay _delay = new(time, new Random(time.GetTimestamp().GetHashCode()));
    private Task _carrying = Task.CompletedTask;
    private StoredPosition? _position;
    private long _readAt;
    private bool _reload;
    private string? _trouble;

    private string Source => this.GetPrimaryKeyString();

    public Task Advance()
    {
        if (_carrying.IsCompleted && _delay.Remaining <= TimeSpan.Zero && !_stop.IsCancellationRequested)
            _carrying = Carry();
        return Task.CompletedTask;
    }

    public async Task<ProjectionStatus> Status()
    {
        var stored = await store.Position(Source, CancellationToken.None);
        return new ProjectionStatus(Source, stored.Epoch, stored.Position, stored.LastBatch, _trouble);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _carrying;
        _stop.Dispose();
    }

    private async Task Carry()
    {
        try
        {
            while (await CarryNext())
                (_trouble, _reload) = (null, false);
            _trouble = null;
            _delay.Succeeded();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LogInterrupted(Source);
        }
        catch (StaleProjectionException stale)
        {
            LogStale(Source, stale.Message);
            (_position, _reload) = (null, true);
        }
        catch (Exception failure)
        {
            // Whoever feeds the source calls again; until then the status says why nothing moves.
            LogLost(Source, failure);
            (_position, _reload, _trouble) = (null, true, failure.Message);
            _delay.Failed();
        }
    }

    private async Task<bool> CarryNext()
    {
        if (_position is not { } at)
        {
            at = _position = await store.Position(Source, _stop.Token);
            _readAt = at.Position;
        }

        if (await store.Read(Source, at.Position, MostEntries, _stop.Token) is not { } range)
            return false;

        var commit = CommitOf(at, range.To, await Propose(at, range));
        var values = await store.Commit(commit, _stop.Token);
        _position = at with { Position = range.To };
        await Tell(new MatrixUpdate(at.Epoch, at.Position, range.To, values));
        return true;
    }

    private async Task<List<LedgerProposal>> Propose(StoredPosition at, LogRange range)
    {
        var proposals = new List<LedgerProposal>();
        foreach (var customers in range.Entries.GroupBy(entry => entry.Customer, StringComparer.Ordinal).Chunk(MostCallsAtOnce))
        {
            proposals.AddRange(await Task.WhenAll(customers.Select(entries => Propose(at, range.To, entries.Key, entries))));
            _stop.Token.ThrowIfCancellationRequested();
        }

        return proposals;
    }

    private Task<LedgerProposal> Propose(StoredPosition at, long version, string customer, IEnumerable<LogEntry> entries) =>
        GrainFactory.GetGrain<ICustomerGrain>($"{Source}/{customer}").Apply(new LedgerRequest(
            at.Epoch, at.Position, _reload, version, [.. entries.Select(entry => entry.ToRecord(reporting.Zone))], _readAt));

    private ProjectionCommit CommitOf(StoredPosition at, long to, List<LedgerProposal> proposals)
    {
        var change = new MatrixChange();
        foreach (var proposal in proposals)
            change.Add(proposal.Change.ToChange());
        var ledgers = proposals.ConvertAll(proposal => new LedgerWrite(proposal.Customer, proposal.BaseVersion, proposal.Ledger.ToLedger()));
        return new ProjectionCommit(Source, at.Epoch, at.Position, to, reporting.Zone.Id, ledgers, change);
    }

    private async Task Tell(MatrixUpdate update)
    {
        try
        {
            var months = update.Values.Cells.GroupBy(cell => cell.Month).Select(row => GrainFactory
                .GetGrain<IMonthGrain>($"{Source}/{Month.Of(row.Key)}")
                .Put(update with { Values = new MatrixChangeRecord([.. row], ImmutableArray<CohortSizeRecord>.Empty) }));
            await Task.WhenAll([GrainFactory.GetGrain<IRevenueGrain>(Source).Put(update), .. months]);
        }
        catch (Exception failure) when (failure is TxException or TimeoutException or OrleansException)
        {
            // They find out by themselves: what they hold is checked against the stored position.
            LogNotTold(Source, failure.Message);
        }
    }
}
