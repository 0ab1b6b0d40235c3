using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>docs/decisions/0015-how-questions-are-answered.md says what is answered from where.</summary>
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
        var zone = await Zone(cancellationToken);
        var scope = AskedOrders.Scope(Source, question.Filter, zone.Info);
        var (report, at) = await _reports.Report(scope, definition, zone.At, zone.Info, cancellationToken);
        var coverage = await Coverage(Behind(at, zone.At), zone.Info, scope, cancellationToken);
        yield return coverage.Onto(RevenueAnswers.From(report, zone.Info.Id));
    }

    public async Task<CustomerAnswer> Customer(string customer)
    {
        var zone = await Zone(CancellationToken.None);
        var stored = AskedOrders.IsStorable(customer) ? await store.Customer(Source, customer, LastTransactions, CancellationToken.None) : null;
        if (stored is null)
            throw new TxException(TxError.NotFound, $"customer: nobody of the id '{customer}' has an order in source '{Source}'");

        var whole = new OrderScope(Source, null, null, null, null);
        var coverage = await Coverage(stored.At, zone.Info, whole, CancellationToken.None);
        return CustomerAnswers.From(Source, customer, stored, zone.Info.Id, coverage.Whole());
    }

    public async IAsyncEnumerable<TransactionChunk> Transactions(
        TransactionQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (question.Limit < 1)
            throw AskedOrders.Invalid($"limit: {question.Limit} is not allowed; 1 or more are");
        var zone = await Zone(cancellationToken);
        var scope = AskedOrders.Scope(Source, question.Filter, zone.Info);
        TransactionCursor? after = question.After is { } text ? TransactionCursor.Parse(text) : null;
        var rows = new LimitedRows(question.Limit);
        await foreach (var stored in store.Transactions(scope, after, rows.Wanted, cancellationToken))
        {
            // What is stored is in the answer, whether the aggregates have it or not.
            var coverage = stored.At is { } at
                ? (await Coverage(at with { Position = at.LastBatch }, zone.Info, scope, cancellationToken)).Whole()
                : null;
            var taken = rows.Take(stored.Rows);
            if (coverage is not null || taken.Length > 0 || rows.Next is not null)
                yield return new TransactionChunk(coverage, taken, rows.Next);
            if (rows.Next is not null)
                break;
        }

        EndWithStream();
    }

    public async IAsyncEnumerable<GroupChunk> Groups(
        GroupQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var by = GroupDimensions.Parse(question.By);
        var definition = AskedOrders.Definition(question.New);
        var zone = await Zone(cancellationToken);
        var scope = AskedOrders.Scope(Source, question.Filter, zone.Info);
        await foreach (var stored in store.Groups(scope, by, definition, zone.Info, cancellationToken))
        {
            GroupHead? head = null;
            if (stored.At is { } at)
            {
                var coverage = await Coverage(Behind(at, zone.At), zone.Info, scope, cancellationToken);
                head = new GroupHead(
                    RevenueAnswers.Word(definition), zone.Info.Id, [.. by.Select(dimension => dimension.Word())], coverage.Whole());
            }

            yield return new GroupChunk(head, stored.Rows);
        }

        EndWithStream();
    }

    // The zone that the months of the aggregates were cut in; who set another is told to rebuild.
    private async Task<(TimeZoneInfo Info, StoredPosition At)> Zone(CancellationToken cancellationToken)
    {
        if (catalog.Find(Source) is null && !(await weeks.Sources(cancellationToken)).Contains(Source))
            throw new TxException(TxError.NotFound, $"there is no source '{Source}'");
        var at = await projection.Position(Source, cancellationToken);
        return (at.Zone is { } cut ? StoredMonths.ZoneOf(cut) : reporting.Zone, at);
    }

    // Figures of one epoch must not be cut as those of another.
    private static StoredPosition Behind(StoredPosition at, StoredPosition asked) => at.Epoch == asked.Epoch && (at.Zone == asked.Zone || asked.Zone is null)
        ? at
        : throw new TxException(TxError.Unavailable, "the aggregates were made anew meanwhile: ask again");

    private async Task<AskedCoverage> Coverage(StoredPosition at, TimeZoneInfo zone, OrderScope scope, CancellationToken cancellationToken) =>
        new(
            await weeks.List(Source, cancellationToken), catalog.Find(Source), zone, at, scope,
            new ImportCoverage(await imports.List(Source, cancellationToken)), reporting.NoticeOn(at.Zone));

    private void EndWithStream()
    {
        if (this.GetPrimaryKeyString() != Source)
            DeactivateOnIdle();
    }
}
