using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Tests.Stores;

/// <summary>The store as the grains reach it: over a wire on which everything may go wrong.</summary>
internal sealed class FakeStore(World world) : IWeekStore, ITransactionLog, IRunRows, IProjectionStore
{
    public Task<StoredWeek?> Find(string source, Week week, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Find, store => store.Find(week), cancellationToken);

    public Task<IReadOnlyList<StoredWeek>> List(string source, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.List, store => store.Weeks, cancellationToken);

    public Task<IReadOnlyList<string>> Sources(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. world.Sources.Where(source => source.Store.Weeks.Count > 0).Select(source => source.Name)]);

    public Task Queue(string source, IReadOnlyCollection<Week> weeks, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Queue, store => store.Queue(weeks), cancellationToken);

    public Task<StoredWeek?> Begin(string source, Week week, string fingerprint, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Begin, store => store.Begin(week, fingerprint), cancellationToken);

    public Task<bool> WasAccepted(string source, string fingerprint, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Find, store => store.WasAccepted(fingerprint), cancellationToken);

    public Task GiveUp(string source, Week week, int run, PageCursor cursor, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Mark, store => store.GiveUp(week, run, cursor), cancellationToken);

    public Task Mark(
        string source, Week week, int run, PageCursor cursor, WeekState state, string? message, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Mark, store => store.Mark(week, run, cursor, state, message), cancellationToken);

    public Task<IReadOnlyList<Week>> Change(
        string source, IReadOnlyCollection<Week> weeks, WeekOrder order, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Queue, store => store.Change(weeks, order), cancellationToken);

    public Task End(StoredWeek week, RunEnd end, CancellationToken cancellationToken) =>
        Ask(week.Source, StoreStep.End, store => store.End(week, end), cancellationToken);

    public Task<IReadOnlyList<EndedRun>> Runs(string source, Week week, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Find, store => store.Runs(week), cancellationToken);

    public Task<Week?> CalendarWeek(string source, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Calendar, store => store.CalendarWeek, cancellationToken);

    public Task Calendar(
        string source, Week last, IReadOnlyCollection<Week> due, IReadOnlyCollection<Week> again, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Calendar, store => store.Calendar(last, due, again), cancellationToken);

    public Task<UnseenRows> Look(StoredWeek week, bool believed, CancellationToken cancellationToken) =>
        Ask(week.Source, StoreStep.Look, store => store.Look(week, believed), cancellationToken);

    public Task<StoredWeek> Remove(StoredWeek week, bool onlyTwice, CancellationToken cancellationToken) =>
        Ask(week.Source, StoreStep.Remove, store => store.Remove(week, onlyTwice), cancellationToken);

    public Task<IReadOnlyList<Week>> Elsewhere(StoredWeek week, CancellationToken cancellationToken) =>
        Ask(week.Source, StoreStep.Look, store => store.Elsewhere(week.Week), cancellationToken);

    public Task<StoredWeek> Append(PageBatch batch, CancellationToken cancellationToken) =>
        Ask(batch.Source, StoreStep.Append, store => store.Append(batch), cancellationToken);

    public Task<StoredPosition> Position(string source, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Position, store => store.Aggregates.Position(store.Log.Last), cancellationToken);

    public Task<LogRange?> Read(string source, long after, int most, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Read, store => store.Log.Read(after, most), cancellationToken);

    public Task<MatrixChangeRecord> Commit(ProjectionCommit commit, CancellationToken cancellationToken) =>
        Ask(commit.Source, StoreStep.Commit, store => store.Aggregates.Commit(commit), cancellationToken);

    public Task<CustomerLedger> Ledger(string source, string customer, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Ledger, store => store.Aggregates.Ledger(customer), cancellationToken);

    public Task<BulkCarried?> CarryFar(
        BulkCarry carry, CarryRule rule, IProgress<BulkProgress> progress, CancellationToken cancellationToken) =>
        Ask(carry.Source, StoreStep.CarryFar, store => new FakeBulk(store, carry, rule, progress).Carry(), cancellationToken);

    public Task<IReadOnlyList<string>> Traces(string source, long after, long upTo, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<ProjectionLag> Lag(string source, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Position, store => store.Lag(), cancellationToken);

    public Task<IReadOnlyDictionary<Month, DateTimeOffset>> MonthBounds(string source, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Position, store => store.Aggregates.MonthBounds, cancellationToken);

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> FirstOrders(
        string source, long upTo, string[] customers, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Ledger, store => store.Log.FirstOrders(upTo, customers), cancellationToken);

    public Task<StoredMatrix> Matrix(string source, CancellationToken cancellationToken) =>
        Ask(source, StoreStep.Matrix, store => store.Aggregates.Matrix(store.Log.Last), cancellationToken);

    private Task Ask(string source, StoreStep step, Action<StoredSource> work, CancellationToken cancellationToken) => Ask(
        source,
        step,
        store =>
        {
            work(store);
            return true;
        },
        cancellationToken);

    private async Task<T> Ask<T>(string source, StoreStep step, Func<StoredSource, T> work, CancellationToken cancellationToken)
    {
        if (world.Find(source) is not { } found)
            return work(new StoredSource(source, world.Clock));
        await found.Faults.Begin(step, cancellationToken);
        var answer = work(found.Store);
        await found.Faults.Answer(step, cancellationToken);
        return answer;
    }
}
