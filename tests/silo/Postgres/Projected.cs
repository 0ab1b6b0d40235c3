using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>Carries the log into the aggregates as the projection does, and compares the two.</summary>
internal static class Projected
{
    /// <param name="batches">How many at most; all of the log by default.</param>
    /// <param name="most">How many entries are read at once.</param>
    public static async Task Project(
        this StoreDatabase store, string source, TimeZoneInfo? zone = null, int batches = int.MaxValue, int most = 1)
    {
        zone ??= TimeZoneInfo.Utc;
        var cancelled = TestContext.Current.CancellationToken;
        var at = await store.Projection.Position(source, cancelled);
        for (; batches > 0 && await store.Projection.Read(source, at.Position, most, cancelled) is { } range; batches--)
        {
            var (ledgers, change) = (new List<LedgerWrite>(), new MatrixChange());
            foreach (var entries in range.Entries.GroupBy(entry => entry.Customer, StringComparer.Ordinal))
            {
                var ledger = await store.Projection.Ledger(source, entries.Key, cancelled);
                var step = ledger.Apply(range.To, [.. entries.Select(entry =>
                    new LedgerEntry(Month.Of(entry.OccurredAt, zone), entry.OccurredAt, entry.Currency, entry.Amount, entry.TakenBack))]);
                ledgers.Add(new LedgerWrite(entries.Key, ledger.Version, step.Ledger));
                change.Add(step.Change);
            }

            await store.Projection.Commit(new ProjectionCommit(source, at.Epoch, at.Position, range.To, zone.Id, ledgers, change), cancelled);
            at = at with { Position = range.To };
        }
    }

    /// <summary>Drops what the log was made into, so that it is made anew.</summary>
    public static async Task DropAggregates(this StoreDatabase store, string source)
    {
        foreach (var table in (string[])["ledgers", "cells", "cohorts"])
            await store.Value<object>($"delete from tx.{table} where source = $1", source);
        await store.Value<object>("update tx.projections set epoch = epoch + 1, position = 0, zone = null where source = $1", source);
    }

    public static Task<Comparison> Compare(this StoreDatabase store, string source, int mostShown = 20) => store.Services
        .GetRequiredService<IVerificationStore>()
        .Compare(source, mostShown, new Progress<string>(), TestContext.Current.CancellationToken);
}
