using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>
/// Takes the next batches of the log, runs the rule over them, and commits ledgers, cells and its position in one transaction, fenced by
/// epoch, position and every ledger's version. So whatever is lost, late or doubled can make it slow, never wrong. While it keeps up,
/// the customers' grains run the rule; when it is far behind, or would wake more of them than memory should hold, it does so itself
/// over the stored ledgers of a longer range, and wakes none. Either way may follow the other at any batch.
/// </summary>
internal sealed partial class ProjectionGrain(
    IProjectionStore store, ReportingSettings reporting, TimeProvider time, ILogger<ProjectionGrain> logger)
    : Grain, IProjectionGrain
{
    private const int MostEntries = 5000;
    private const int MostEntriesInBulk = 50_000;
    private const int FarBehind = 50;
    private const int MostCallsAtOnce = 512;

    private readonly CancellationTokenSource _stop = new();
    private readonly RetryDelay _delay = new(time, new Random(time.GetTimestamp().GetHashCode()));
    private readonly CustomerWakes _wakes = new(time);
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

        var isBehind = at.LastBatch - at.Position > FarBehind;
        if (await store.Read(Source, at.Position, isBehind ? MostEntriesInBulk : MostEntries, _stop.Token) is not { } range)
            return false;

        var customers = range.Entries.ToLookup(entry => entry.Customer, StringComparer.Ordinal);
        var inBulk = isBehind || !_wakes.TryWake(customers.Count);
        var commit = inBulk ? await CommitInBulk(at, range.To, customers) : CommitOf(at, range.To, await Propose(at, range.To, customers));
        var values = await store.Commit(commit, _stop.Token);
        _position = at with { Position = range.To, LastBatch = await LastBatch(at, range) };
        _readAt = inBulk ? range.To : _readAt;
        await Tell(new MatrixUpdate(at.Epoch, at.Position, range.To, values));
        return true;
    }

    // Asked for only where it may matter.
    private async Task<long> LastBatch(StoredPosition at, LogRange range) => range.Entries.Count < MostEntries / 2
        ? Math.Max(at.LastBatch, range.To)
        : (await store.Position(Source, _stop.Token)).LastBatch;

    private async Task<ProjectionCommit> CommitInBulk(StoredPosition at, long to, ILookup<string, LogEntry> customers)
    {
        var stored = await store.Ledgers(Source, [.. customers.Select(entries => entries.Key)], _stop.Token);
        var (change, ledgers) = (new MatrixChange(), new List<LedgerWrite>(customers.Count));
        foreach (var entries in customers)
        {
            var ledger = stored.GetValueOrDefault(entries.Key, CustomerLedger.Empty);
            var step = ledger.Apply(to, [.. entries.Select(entry => entry.ToEntry(reporting.Zone))]);
            change.Add(step.Change);
            ledgers.Add(new LedgerWrite(entries.Key, ledger.Version, step.Ledger));
        }

        return new ProjectionCommit(Source, at.Epoch, at.Position, to, reporting.Zone.Id, ledgers, change);
    }

    private async Task<List<LedgerProposal>> Propose(StoredPosition at, long to, ILookup<string, LogEntry> all)
    {
        var proposals = new List<LedgerProposal>();
        foreach (var customers in all.Chunk(MostCallsAtOnce))
        {
            proposals.AddRange(await Task.WhenAll(customers.Select(entries => Propose(at, to, entries.Key, entries))));
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
