using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Silo.Tests.Postgres;

namespace Orleans.Tx.Silo.Tests.Queries;

/// <summary>
/// A source with a random log: rows of some weeks come, are restated and removed, some batches are in the aggregates and some not yet. Beside the
/// store, the rows as of each batch are kept in plain lists.
/// </summary>
internal sealed class LogStory(StoreDatabase store, string source, int seed)
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Asia/Tokyo", "America/New_York"];
    private static readonly Week[] Weeks = [.. new[] { "2025-W52", "2026-W01", "2026-W38", "2026-W39", "2026-W40", "2026-W41", "2026-W45" }.Select(Week.Parse)];
    private static readonly string?[] Currencies = [null, "EUR", "USD"];

    private readonly Random _random = new(seed);
    private readonly Dictionary<Week, StoredWeek> _begun = [];
    private readonly Dictionary<(Week, string), Transaction> _rows = [];
    private readonly Dictionary<long, IReadOnlyList<Transaction>> _byBatch = new() { [0] = [] };

    public static string[] Customers { get; } = ["ada", "bob", "carl/€ 'x'", "dora", "eve"];

    public string Source => source;

    public Random Random => _random;

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(Zones[seed % Zones.Length]);

    /// <summary>What is stored now.</summary>
    public IReadOnlyList<Transaction> Present => [.. _rows.Values];

    /// <summary>What was stored when the aggregates were at their position.</summary>
    public IReadOnlyList<Transaction> AtPosition { get; private set; } = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task Tell()
    {
        foreach (var _ in Enumerable.Range(0, 10))
        {
            await Happen(Weeks[_random.Next(Weeks.Length)]);
            var last = (await store.Projection.Position(source, Cancelled)).LastBatch;
            _byBatch[last] = Present;
            if (_random.Next(5) == 0)
                await store.CarryFar(source, zone: Zone);
            if (_random.Next(5) == 0)
                await ForgetWeeks(Customers[_random.Next(Customers.Length)]);
        }

        var position = await Project(_random.Next(3));
        AtPosition = _byBatch[position];
    }

    private async Task Happen(Week week)
    {
        var begun = _begun.GetValueOrDefault(week) ?? await store.Begin(source, week);
        var rows = Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Row(week)).DistinctBy(row => row.Id).ToArray();
        if (_begun.ContainsKey(week) && _random.Next(4) == 0)
            begun = await Again(begun);
        begun = await store.Append(begun, rows);
        foreach (var row in rows)
            _rows[(week, row.Id)] = row;
        _begun[week] = begun;
    }

    // As an older program does, which carries a ledger on and does not know that it has weeks.
    private Task<int> ForgetWeeks(string customer) =>
        store.Value<int>("with changed as (update tx.ledgers set weeks_at = 0 where source = $1 and customer = $2 returning 1) select count(*)::int from changed", source, customer);

    // A run that meets some of the rows, and after which the others leave.
    private async Task<StoredWeek> Again(StoredWeek week)
    {
        await store.Weeks.End(week, new RunEnd(WeekState.Pulled, null), Cancelled);
        week = await store.Begin(source, week.Week);
        var stay = _rows.Where(row => row.Key.Item1 == week.Week && _random.Next(2) == 0).Select(row => row.Value).ToArray();
        week = await store.Append(week, stay);
        await store.Rows.Look(week, believed: true, Cancelled);
        week = await store.Rows.Remove(week, onlyTwice: false, Cancelled);
        foreach (var key in _rows.Keys.Where(key => key.Item1 == week.Week && !stay.Any(row => row.Id == key.Item2)).ToList())
            _rows.Remove(key);
        _byBatch[(await store.Projection.Position(source, Cancelled)).LastBatch] = Present;
        return week;
    }

    // Few hours and few ids, so that times coincide and rows come again.
    private Transaction Row(Week week) => new(
        $"id-{_random.Next(8)}", Customers[_random.Next(Customers.Length)], week.StartIn(TimeZoneInfo.Utc).AddHours(_random.Next(14) * 12 + 11),
        Money.Of(_random.Next(-300, 1000) / 100m), Currency.Parse(Currencies[_random.Next(Currencies.Length)]),
        _random.Next(3) == 0 ? """{"a":1}""" : null);

    private async Task<long> Project(int leave)
    {
        var at = await store.Projection.Position(source, Cancelled);
        while (at.Position < at.LastBatch - leave && await store.Projection.Read(source, at.Position, 1, Cancelled) is { } range)
        {
            var (ledgers, change) = (new List<LedgerWrite>(), new MatrixChange());
            foreach (var entries in range.Entries.GroupBy(entry => entry.Customer, StringComparer.Ordinal))
            {
                var ledger = await store.Projection.Ledger(source, entries.Key, Cancelled);
                var step = ledger.Apply(range.To, [.. entries.Select(entry =>
                    new LedgerEntry(Month.Of(entry.OccurredAt, Zone), entry.OccurredAt, entry.Currency, entry.Amount, entry.TakenBack))]);
                ledgers.Add(new LedgerWrite(entries.Key, ledger.Version, step.Ledger, [.. entries.Select(entry => entry.Week).Distinct()]));
                change.Add(step.Change);
            }

            await store.Projection.Commit(new ProjectionCommit(source, at.Epoch, at.Position, range.To, Zone.Id, ledgers, change), Cancelled);
            at = at with { Position = range.To };
        }

        return at.Position;
    }
}
