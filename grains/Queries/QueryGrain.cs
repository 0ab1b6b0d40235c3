using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>
/// docs/decisions/0015-how-questions-are-answered.md says what is answered from where. One of a stream's own is collected when the stream has ended: it
/// can't end itself, as its last items may not have been fetched yet.
/// </summary>
[CollectionAgeLimit(Minutes = 2)]
internal sealed class QueryGrain(
    IQueryStore store, IProjectionStore projection, IWeekStore weeks, IImportStore imports, ISourceCatalog catalog, ReportingSettings reporting)
    : Grain, IQueryGrain
{
    private const int LastTransactions = 20;

    private readonly KeptReports _reports = new(store);

    private string Source => this.GetPrimaryKeyString().Split('/')[0];

    public async IAsyncEnumerable<RevenueAnswer> Revenue(
        RevenueQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var definition = AskedOrders.Definition(question.New);
        var known = await Known(cancellationToken);
        var scope = AskedOrders.Scope(Source, question.Filter, known.Zone);
        var (report, at) = await _reports.Report(scope, definition, known.At, known.Zone, cancellationToken);
        var coverage = Coverage(known, Behind(at, known.At), scope);
        yield return coverage.Onto(RevenueAnswers.From(report, known.Zone.Id));
    }

    public async Task<CustomerAnswer> Customer(string customer)
    {
        var known = await Known(CancellationToken.None);
        var stored = AskedOrders.IsStorable(customer) ? await store.Customer(Source, customer, LastTransactions, CancellationToken.None) : null;
        if (stored is null)
            throw new TxException(TxError.NotFound, $"customer: nobody of the id '{customer}' has an order in source '{Source}'");

        var whole = new OrderScope(Source, null, null, null, null);
        var coverage = Coverage(known, stored.At, whole);
        return CustomerAnswers.From(Source, customer, stored, known.Zone.Id, coverage.Whole());
    }

    public async IAsyncEnumerable<TransactionChunk> Transactions(
        TransactionQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (question.Limit < 1)
            throw AskedOrders.Invalid($"limit: {question.Limit} is not allowed; 1 or more are");
        var known = await Known(cancellationToken);
        var scope = AskedOrders.Scope(Source, question.Filter, known.Zone);
        TransactionCursor? after = question.After is { } text ? TransactionCursor.Parse(text) : null;
        var rows = new LimitedRows(question.Limit);
        await foreach (var stored in store.Transactions(scope, after, rows.Wanted, cancellationToken))
        {
            // What is stored is in the answer, whether the aggregates have it or not.
            var coverage = stored.At is { } at
                ? Coverage(known, at with { Position = at.LastBatch }, scope).Whole()
                : null;
            var taken = rows.Take(stored.Rows);
            if (coverage is not null || taken.Length > 0 || rows.Next is not null)
                yield return new TransactionChunk(coverage, taken, rows.Next);
            if (rows.Next is not null)
                break;
        }
    }

    public async IAsyncEnumerable<GroupChunk> Groups(
        GroupQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var by = GroupDimensions.Parse(question.By);
        var definition = AskedOrders.Definition(question.New);
        var known = await Known(cancellationToken);
        var scope = AskedOrders.Scope(Source, question.Filter, known.Zone);
        await foreach (var stored in store.Groups(scope, by, definition, known.Zone, cancellationToken))
        {
            GroupHead? head = null;
            if (stored.At is { } at)
            {
                var coverage = Coverage(known, Behind(at, known.At), scope);
                head = new GroupHead(
                    RevenueAnswers.Word(definition), known.Zone.Id, [.. by.Select(dimension => dimension.Word())], coverage.Whole());
            }

            yield return new GroupChunk(head, stored.Rows);
        }
    }

    // Figures of one epoch must not be cut as those of another.
    private static StoredPosition Behind(StoredPosition at, StoredPosition asked) => at.Epoch == asked.Epoch && (at.Zone == asked.Zone || asked.Zone is null)
        ? at
        : throw new TxException(TxError.Unavailable, "the aggregates were made anew meanwhile: ask again");

    // Asked before the rows are: a week that is complete by then has all of its rows among them, and one that was completed later might not.
    private async Task<KnownSource> Known(CancellationToken cancellationToken)
    {
        var (listed, imported, reached) =
            (weeks.List(Source, cancellationToken), imports.List(Source, cancellationToken), projection.Position(Source, cancellationToken));
        await Task.WhenAll(listed, imported, reached);
        var known = (Weeks: await listed, Imports: await imported, At: await reached);
        if (known is { Weeks: [], Imports: [] } && catalog.Find(Source) is null && !(await weeks.Sources(cancellationToken)).Contains(Source))
            throw new TxException(TxError.NotFound, $"there is no source '{Source}'");

        // Who set another zone than that of the aggregates is told to rebuild.
        var zone = known.At.Zone is { } cut ? StoredMonths.ZoneOf(cut) : reporting.Zone;
        return new KnownSource(known.Weeks, new ImportCoverage(known.Imports), known.At, zone);
    }

    private AskedCoverage Coverage(KnownSource known, StoredPosition at, OrderScope scope) =>
        new(known.Weeks, catalog.Find(Source), known.Zone, at, scope, known.Imports, reporting.NoticeOn(at.Zone));

    /// <summary>What is known of the source before its orders are asked for.</summary>
    /// <param name="Zone">The zone that the months of the aggregates were cut in.</param>
    private sealed record KnownSource(IReadOnlyList<StoredWeek> Weeks, ImportCoverage Imports, StoredPosition At, TimeZoneInfo Zone);
}
