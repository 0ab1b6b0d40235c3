using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Jobs;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>
/// Takes the next batches of the log, runs the rule over them, and commits ledgers, cells and its position in one transaction, fenced by
/// epoch, position and every ledger's version. So whatever is lost, late or doubled can make it slow, never wrong. While it keeps up,
/// the customers' grains run the rule; when it is far behind, or would wake more of them than memory should hold, the store runs it over
/// all that is left, ordered by customer, and wakes none. Either way may follow the other at any batch.
/// </summary>
internal sealed partial class ProjectionGrain : Grain, IProjectionGrain
{
    private const int MostEntries = 5000;
    private const int FarBehind = 50;

    private readonly IProjectionStore _store;
    private readonly ReportingSettings _reporting;
    private readonly ProjectionInstruments _instruments;
    private readonly ILogger<ProjectionGrain> _logger;
    private readonly RetryDelay _delay;
    private readonly CustomerWakes _wakes;
    private readonly Job _rebuild;
    private CancellationTokenSource _stop = new();
    private Task _carrying = Task.CompletedTask;
    private StoredPosition? _position;
    private MonthCalendar? _months;
    private BulkProgress? _inBulk;
    private long _readAt;
    private bool _reload;
    private string? _trouble;
    private string? _notice;

    public ProjectionGrain(
        IProjectionStore store, ReportingSettings reporting, ProjectionInstruments instruments, TimeProvider time, ILogger<ProjectionGrain> logger)
    {
        (_store, _reporting, _instruments, _logger) = (store, reporting, instruments, logger);
        _delay = new RetryDelay(time, new Random(time.GetTimestamp().GetHashCode()));
        _wakes = new CustomerWakes(time);
        _rebuild = new Job(this, "rebuild", time, logger);
    }

    private string Source => this.GetPrimaryKeyString();

    public Task Advance()
    {
        if (_carrying.IsCompleted && _delay.Remaining <= TimeSpan.Zero && !IsRebuilding)
            _carrying = Carry(_stop.Token);
        return Task.CompletedTask;
    }

    public async Task<ProjectionStatus> Status()
    {
        var lag = await _store.Lag(Source, CancellationToken.None);
        await LookAtMonths(lag.At);
        return new ProjectionStatus(
            Source, lag.At.Epoch, lag.At.Position, lag.At.LastBatch, _trouble, lag.Entries, lag.Since?.TotalSeconds, _inBulk, _notice);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _rebuild.DisposeAsync();
        await StopCarrying();
    }

    private async Task StopCarrying()
    {
        await _stop.CancelAsync();
        await _carrying;
        _stop.Dispose();
        _stop = new CancellationTokenSource();
    }

    private async Task Carry(CancellationToken cancellationToken)
    {
        try
        {
            while (await CarryNext(cancellationToken))
                (_trouble, _reload) = (null, false);
            _trouble = null;
            _delay.Succeeded();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogInterrupted(Source);
            Forget();
        }
        catch (StaleProjectionException stale)
        {
            LogStale(Source, stale.Message);
            Forget();
        }
        catch (Exception failure)
        {
            // Whoever feeds the source calls again; until then the status says why nothing moves.
            LogLost(Source, failure);
            Forget();
            _trouble = failure.Message;
            _delay.Failed();
        }
    }

    // What is stored is read again, by the customers' grains too.
    private void Forget() => (_position, _months, _reload) = (null, null, true);

    private async Task<bool> CarryNext(CancellationToken cancellationToken)
    {
        if (_position is not { } at)
        {
            at = _position = await _store.Position(Source, cancellationToken);
            _readAt = at.Position;
        }

        var months = await MonthsOf(at, cancellationToken);
        if (at.LastBatch - at.Position > FarBehind)
            return await CarryFar(at, months, cancellationToken);
        if (await _store.Read(Source, at.Position, MostEntries, cancellationToken) is not { } range)
            return false;

        var customers = range.Entries.ToLookup(entry => entry.Customer, StringComparer.Ordinal);
        if (range.Entries.Count > MostEntries || !_wakes.TryWake(customers.Count))
            return await CarryFar(at, months, cancellationToken);

        using var span = await Span(ProjectionInstruments.ByCustomers, at.Position, range.To, cancellationToken);
        var round = new CustomerRound(GrainFactory, Source, at, range.To, _reload, _readAt, months);
        var values = await _store.Commit(await round.Ask(customers, cancellationToken), cancellationToken);
        _instruments.Projected(span, Source, ProjectionInstruments.ByCustomers, range.Entries.Count);

        // Where the log ends is asked for only where it may matter.
        await Moved(at with { Position = range.To, Zone = months.Zone.Id }, at, values, range.Entries.Count < MostEntries / 2, cancellationToken);
        return true;
    }

    private async Task<bool> CarryFar(StoredPosition at, MonthCalendar months, CancellationToken cancellationToken)
    {
        using var span = await Span(ProjectionInstruments.InBulk, at.Position, at.LastBatch, cancellationToken);
        if (await CarryFar(new BulkCarry(Source, at.Epoch, at.Position, months), cancellationToken) is not { } carried)
            return false;

        _instruments.Projected(span, Source, ProjectionInstruments.InBulk, carried.Entries);
        LogInBulk(Source, carried.Entries, carried.To);
        await Moved(at with { Position = carried.To, Zone = months.Zone.Id }, at, carried.Values, isLast: false, cancellationToken);
        _readAt = carried.To;
        return true;
    }

    private async Task<BulkCarried?> CarryFar(BulkCarry carry, CancellationToken cancellationToken)
    {
        try
        {
            return await _store.CarryFar(carry, new BulkRule(carry.Months).Apply, new BulkSteps(this), cancellationToken);
        }
        finally
        {
            _inBulk = null;
        }
    }

    private async Task<Activity?> Span(string way, long after, long to, CancellationToken cancellationToken) => _instruments.AreSpansWanted
        ? _instruments.Project(Source, way, await _store.Traces(Source, after, to, cancellationToken))
        : null;

    private async Task Moved(StoredPosition to, StoredPosition from, MatrixChangeRecord values, bool isLast, CancellationToken cancellationToken)
    {
        _months?.Keep(values.Cells.SelectMany(cell => (Month[])[Month.Of(cell.Month), Month.Of(cell.Month).Next]));
        var last = isLast ? from.LastBatch : (await _store.Position(Source, cancellationToken)).LastBatch;
        _position = to with { LastBatch = Math.Max(last, to.Position) };
        await Tell(new MatrixUpdate(to.Epoch, from.Position, to.Position, values));
    }

    /// <summary>How months are cut at a position; as it was kept, whatever is configured now.</summary>
    private async Task<MonthCalendar> MonthsOf(StoredPosition at, CancellationToken cancellationToken)
    {
        var zone = at.Zone ?? _reporting.Zone.Id;
        if (_months is { } known && known.Zone.Id == zone)
            return known;

        var months = at.Zone is null
            ? new MonthCalendar(_reporting.Zone)
            : StoredMonths.Calendar(zone, await _store.MonthBounds(Source, cancellationToken));
        Use(months, _reporting.NoticeOn(at.Zone) ?? StoredMonths.NoticeOn(months));
        return months;
    }

    private async Task LookAtMonths(StoredPosition at)
    {
        try
        {
            await MonthsOf(at, CancellationToken.None);
        }
        catch (TxException unknown) when (unknown.Error == TxError.Invalid)
        {
            _notice = unknown.Message;
        }
    }

    private void Use(MonthCalendar months, string? notice)
    {
        if (notice is not null && notice != _notice)
            LogNotice(Source, notice);
        (_months, _notice) = (months, notice);
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

    private sealed class BulkSteps(ProjectionGrain grain) : IProgress<BulkProgress>
    {
        public void Report(BulkProgress value) => grain._inBulk = value;
    }
}
