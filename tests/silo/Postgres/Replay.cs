using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>Carries the log into the aggregates, in both ways and as a rebuild does, without grains.</summary>
internal static class Replay
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>In one order, whichever they came in.</summary>
    public static IEnumerable<LogEntry> Sorted(this IEnumerable<LogEntry> entries) => entries.OrderBy(entry => entry.ToString(), StringComparer.Ordinal);

    /// <summary>Batch by batch, or some at a time, as the customers' grains have it committed.</summary>
    /// <param name="most">How many entries are read at once.</param>
    /// <param name="rounds">How often at most; until the log's end by default.</param>
    public static async Task Project(this StoreDatabase store, string source, TimeZoneInfo? zone = null, int most = 1, int rounds = int.MaxValue)
    {
        var at = await store.Projection.Position(source, Cancelled);
        var months = new MonthCalendar(zone ?? TimeZoneInfo.Utc, await store.Projection.MonthBounds(source, Cancelled));
        for (; rounds > 0 && await store.Projection.Read(source, at.Position, most, Cancelled) is { } range; rounds--)
        {
            var (ledgers, change) = (new List<LedgerWrite>(), new MatrixChange());
            foreach (var entries in range.Entries.GroupBy(entry => entry.Customer, StringComparer.Ordinal))
            {
                var ledger = await store.Projection.Ledger(source, entries.Key, Cancelled);
                var step = ledger.Apply(range.To, [.. entries.Select(entry => EntryOf(entry, months))]);
                ledgers.Add(new LedgerWrite(
                    entries.Key, ledger.Version, await Remembered(store, source, entries.Key, step.Ledger), [.. entries.Select(entry => entry.Week).Distinct()]));
                change.Add(step.Change);
            }

            await store.Projection.Commit(
                new ProjectionCommit(source, at.Epoch, at.Position, range.To, months.Zone.Id, ledgers, change, months), Cancelled);
            at = at with { Position = range.To };
        }
    }

    /// <summary>All that is left by one transaction; or everything, anew.</summary>
    public static async Task<BulkCarried?> CarryFar(
        this StoreDatabase store, string source, bool anew = false, TimeZoneInfo? zone = null, IProgress<BulkProgress>? progress = null)
    {
        var at = await store.Projection.Position(source, Cancelled);
        var bounds = anew ? null : await store.Projection.MonthBounds(source, Cancelled);
        var carry = new BulkCarry(source, at.Epoch, at.Position, new MonthCalendar(zone ?? TimeZoneInfo.Utc, bounds), anew);
        return await store.Projection.CarryFar(carry, RuleOf(carry), progress ?? new Progress<BulkProgress>(), Cancelled);
    }

    public static CarryRule RuleOf(BulkCarry carry) => (ledger, version, entries) =>
        ledger.Apply(version, [.. entries.ToArray().Select(entry => EntryOf(entry, carry.Months))]);

    /// <summary>What a verification finds.</summary>
    public static Task<Comparison> Compare(this StoreDatabase store, string source, int mostShown = 20) =>
        store.Services.GetRequiredService<IVerificationStore>().Compare(source, mostShown, new Progress<string>(), Cancelled);

    private static async Task<CustomerLedger> Remembered(StoreDatabase store, string source, string customer, CustomerLedger ledger) =>
        ledger.ForgotFirstOrder
            ? ledger.WithFirstOrder((await store.Projection.FirstOrders(source, ledger.Version, [customer], Cancelled))[customer])
            : ledger;

    private static LedgerEntry EntryOf(LogEntry entry, MonthCalendar months) =>
        new(months.Of(entry.OccurredAt), entry.OccurredAt, entry.Currency, entry.Amount, entry.TakenBack);
}
