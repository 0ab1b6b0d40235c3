using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Revenue;

internal sealed class RevenueGrain(
    IProjectionStore store, IWeekStore weeks, IImportStore imports, ISourceCatalog catalog, ReportingSettings reporting, TimeProvider time) : Grain, IRevenueGrain
{
    private HeldMatrix _held = null!;

    private string Source => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _held = new HeldMatrix(store, Source, time);
        return Task.CompletedTask;
    }

    public Task Put(MatrixUpdate update)
    {
        _held.Put(update);
        return Task.CompletedTask;
    }

    public async Task<RevenueAnswer> Report(RevenueQuery query)
    {
        if (!Currency.TryParse(query.Currency, out var currency))
            throw new TxException(TxError.Invalid, $"'{query.Currency}' is no currency code: 1 to {Currency.MaxLength} letters or digits, such as USD");

        var stored = await weeks.List(Source, CancellationToken.None);
        var settings = catalog.Find(Source);
        var files = settings is null ? await imports.List(Source, CancellationToken.None) : [];
        if (settings is null && stored.Count == 0 && files.Count == 0)
            throw new TxException(TxError.NotFound, $"there is no source '{Source}'");

        // What is held may be a second old; the end of the log must not be older than the weeks, or a week that was completed
        // meanwhile would be taken for one that is in the answer.
        var held = await _held.Read(CancellationToken.None);
        var now = await store.Position(Source, CancellationToken.None);
        var at = held.At with { LastBatch = Math.Max(now.LastBatch, held.At.LastBatch) };
        var zone = at.Zone is { } cut ? StoredMonths.ZoneOf(cut) : reporting.Zone;
        var coverage = new StoreCoverage(stored, settings, zone, at, new ImportCoverage(files), reporting.NoticeOn(at.Zone));
        var report = RevenueReport.From(held.Matrix);
        if (query.Currency is not null)
            report = report with { Currencies = [.. report.Currencies.Where(block => block.Currency == currency)] };
        return coverage.Onto(RevenueAnswers.From(report, zone.Id));
    }
}
