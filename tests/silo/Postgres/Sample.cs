using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>Orders, pages and batches to store.</summary>
internal static class Sample
{
    public const string Fingerprint = "settings-1";

    public static Week Week { get; } = Week.Parse("2026-W40");

    public static DateTimeOffset Start { get; } = Week.StartIn(TimeZoneInfo.Utc);

    public static Transaction Order(
        string id, string customer = "ada", decimal amount = 10.50m, int hour = 1, string? currency = "EUR", string? extra = null) =>
        new(id, customer, Start.AddHours(hour), Money.Of(amount), Currency.Parse(currency), extra);

    public static PageAnswer.Fetched Page(params Transaction[] rows) => new(new PageFacts(rows.Length, null, null), rows, [], 0);

    /// <summary>The pages that follow a week's cursor.</summary>
    public static PageBatch Batch(StoredWeek week, params PageAnswer.Fetched[] pages) =>
        new(week.Source, week.Week, week.Run, week.Cursor, pages, null, pages.Length, 0);

    /// <summary>Queues and begins a week of a source: the sample week unless another is named.</summary>
    public static async Task<StoredWeek> Begin(this StoreDatabase store, string source, Week? week = null, string fingerprint = Fingerprint)
    {
        await store.Weeks.Queue(source, [week ?? Week], TestContext.Current.CancellationToken);
        var begun = await store.Weeks.Begin(source, week ?? Week, fingerprint, TestContext.Current.CancellationToken);
        return begun ?? throw new InvalidOperationException($"{source}/{week ?? Week} was not queued");
    }

    /// <summary>Stores one page of orders.</summary>
    public static Task<StoredWeek> Append(this StoreDatabase store, StoredWeek week, params Transaction[] rows) =>
        store.Log.Append(Batch(week, Page(rows)), TestContext.Current.CancellationToken);
}
