using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>What the log promises, for any sequence of batches that add, repeat and restate rows of two weeks.</summary>
public sealed class LogReplayTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static readonly Week[] Weeks = [Sample.Week, Sample.Week.Next];
    private int _sources;

    /// <summary>A row that may come: one of few ids, in one of few versions.</summary>
    private sealed record Told(int Id, int Version)
    {
        public Transaction Order => Sample.Order(
            $"id-{Id}", $"customer-{(Id + Version) % 3}", 10 + Version, Version, Version == 2 ? "USD" : null, $$"""{"seen":{{Version % 2}}}""");
    }

    private sealed record Stored(int Week, Told[] Rows);

    [Fact]
    public void Every_batch_reads_the_same_forever() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(25),
        Prop.ForAll(Batches(), batches => ReadTheSameForever(batches).GetAwaiter().GetResult()));

    [Fact]
    public void Replaying_all_batches_gives_the_rows_that_stand() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(50),
        Prop.ForAll(Batches(), Gen.Choose(1, 12).ToArbitrary(), (batches, most) => ReplayGivesThePresent(batches, most).GetAwaiter().GetResult()));

    private static Arbitrary<Stored[]> Batches()
    {
        var told = Gen.Choose(0, 7).SelectMany(_ => Gen.Choose(0, 3), (id, version) => new Told(id, version));
        var batch = Gen.Choose(0, 1).SelectMany(_ => told.ArrayOf(), (week, rows) => new Stored(week, rows));
        return batch.ArrayOf().Resize(12).ToArbitrary();
    }

    private async Task<bool> ReadTheSameForever(Stored[] batches)
    {
        var source = NextSource("forever");
        var known = new List<string>();
        await foreach (var last in Store(source, batches))
        {
            for (var number = 1; number <= last; number++)
            {
                var entries = Text((await Read(source, number - 1, 1)).Entries);
                if (number > known.Count)
                    known.Add(entries);
                else if (known[number - 1] != entries)
                    return false;
            }
        }
        return true;
    }

    private async Task<bool> ReplayGivesThePresent(Stored[] batches, int most)
    {
        var source = NextSource("replay");
        var last = 0L;
        await foreach (var number in Store(source, batches))
            last = number;

        var replayed = new Dictionary<LogEntry, int>();
        for (var position = 0L; position < last;)
        {
            var range = await Read(source, position, most);
            foreach (var entry in range.Entries)
            {
                var key = entry with { TakenBack = false };
                replayed[key] = replayed.GetValueOrDefault(key) + (entry.TakenBack ? -1 : 1);
            }
            position = range.To;
        }
        return Text(Expected(batches)) == Text(replayed.SelectMany(entry => Enumerable.Repeat(entry.Key, entry.Value)));
    }

    // The last telling of each id of each week stands.
    private static IEnumerable<LogEntry> Expected(Stored[] batches) => batches
        .SelectMany(batch => batch.Rows.Select(told => (batch.Week, told)))
        .GroupBy(row => (row.Week, row.told.Id))
        .Select(rows => (Order: rows.Last().told.Order, Week: Weeks[rows.Key.Week]))
        .Select(row => new LogEntry(row.Order.Customer, row.Order.OccurredAt, row.Order.Currency, row.Order.Amount, false, row.Week));

    private async IAsyncEnumerable<long> Store(string source, Stored[] batches)
    {
        StoredWeek[] weeks = [await store.Begin(source, Weeks[0]), await store.Begin(source, Weeks[1])];
        foreach (var batch in batches)
        {
            weeks[batch.Week] = await store.Append(weeks[batch.Week], [.. batch.Rows.Select(told => told.Order)]);
            yield return (await store.Projection.Position(source, TestContext.Current.CancellationToken)).LastBatch;
        }
    }

    private async Task<LogRange> Read(string source, long after, int most) =>
        await store.Projection.Read(source, after, most, TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException($"no batch after {after}");

    private string NextSource(string kind) => $"{kind}-{Interlocked.Increment(ref _sources)}";

    private static string Text(IEnumerable<LogEntry> entries) =>
        string.Join('\n', entries.Select(entry => $"{entry}").Order(StringComparer.Ordinal));
}
