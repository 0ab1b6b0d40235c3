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
        var zone = await Zone(cancellationToken);
        var scope = AskedOrders.Scope(Source, question.Filter, zone.Info);
        var (report, at) = await _reports.Report(scope, definition, zone.At, zone.Info, cancellationToken);
        var coverage = Coverage(known, Behind(at, zone.At), zone.Info, scope);
        yield return coverage.Onto(RevenueAnswers.From(report, zone.Info.Id));
    }

    public async Task<CustomerAnswer> Customer(string customer)
    {
        var known = await Known(CancellationToken.None);
        var zone = await Zone(CancellationToken.None);
        var stored = AskedOrders.IsStorable(customer) ? await store.Customer(Source, customer, LastTransactions, CancellationToken.None) : null;
        if (stored is null)
            throw new TxException(TxError.NotFound, $"customer: nobody of the id '{customer}' has an order in source '{Source}'");

        var whole = new OrderScope(Source, null, null, null, null);
        var coverage = Coverage(known, stored.At, zone.Info, whole);
        return CustomerAnswers.From(Source, customer, stored, zone.Info.Id, coverage.Whole());
    }

    public async IAsyncEnumerable<TransactionChunk> Transactions(
        TransactionQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (question.Limit < 1)
            throw AskedOrders.Invalid($"limit: {question.Limit} is not allowed; 1 or more are");
        var known = await Known(cancellationToken);
        var zone = await Zone(cancellationToken);
        var scope = AskedOrders.Scope(Source, question.Filter, zone.Info);
        TransactionCursor? after = question.After is { } text ? TransactionCursor.Parse(text) : null;
        var rows = new LimitedRows(question.Limit);
        await foreach (var stored in store.Transactions(scope, after, rows.Wanted, cancellationToken))
        {
            // What is stored is in the answer, whether the aggregates have it or not.
            var coverage = stored.At is { } at
                ? Coverage(known, at with { Position = at.LastBatch }, zone.Info, scope).Whole()
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
        var zone = await Zone(cancellationToken);
        var scope = AskedOrders.Scope(Source, question.Filter, zone.Info);
        await foreach (var stored in store.Groups(scope, by, definition, zone.Info, cancellationToken))
        {
            GroupHead? head = null;
            if (stored.At is { } at)
            {
                var coverage = Coverage(known, Behind(at, zone.At), zone.Info, scope);
                head = new GroupHead(
                    RevenueAnswers.Word(definition), zone.Info.Id, [.. by.Select(dimension => dimension.Word())], coverage.Whole());
            }

            yield return new GroupChunk(head, stored.Rows);
        }
    }

    // The zone that the months of the aggregates were cut in; who set another is told to rebuild.
    private async Task<(TimeZoneInfo Info, StoredPosition At)> Zone(CancellationToken cancellationToken)
    {
        var at = await projection.Position(Source, cancellationToken);
        return (at.Zone is { } cut ? StoredMonths.ZoneOf(cut) : reporting.Zone, at);
    }

    // Figures of one epoch must not be cut as those of another.
    private static StoredPosition Behind(StoredPosition at, StoredPosition asked) => at.Epoch == asked.Epoch && (at.Zone == asked.Zone || asked.Zone is null)
        ? at
        : throw new TxException(TxError.Unavailable, "the aggregates were made anew meanwhile: ask again");

    // Asked before the rows are: a week that is complete by then has all of its rows among them, and one that was completed later might not.
    private async Task<(IReadOnlyList<StoredWeek> Weeks, ImportCoverage Imports)> Known(CancellationToken cancellationToken)
    {
        var (listed, imported) = (weeks.List(Source, cancellationToken), imports.List(Source, cancellationToken));
        if (catalog.Find(Source) is null && !(await weeks.Sources(cancellationToken)).Contains(Source))
            throw new TxException(TxError.NotFound, $"there is no source '{Source}'");
        return (await listed, new ImportCoverage(await imported));
    }

    private AskedCoverage Coverage(
        (IReadOnlyList<StoredWeek> Weeks, ImportCoverage Imports) known, StoredPosition at, TimeZoneInfo zone, OrderScope scope) =>
        new(known.Weeks, catalog.Find(Source), zone, at, scope, known.Imports, reporting.NoticeOn(at.Zone));
}
