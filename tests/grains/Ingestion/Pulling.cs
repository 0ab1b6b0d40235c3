using System.Collections.Immutable;
using System.Globalization;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Tests.Ingestion;

/// <summary>What tests of pulls have in common.</summary>
internal static class Pulling
{
    /// <summary>Over and settled by the clock that tests begin with.</summary>
    public static Week Past { get; } = Week.Parse("2026-W46");

    public static Week Before { get; } = Week.Parse("2026-W45");

    /// <summary>The week under way by the clock that tests begin with.</summary>
    public static Week Present { get; } = Week.Parse("2026-W48");

    public static IReadOnlyList<Transaction> Records(Week week, int count) => [.. Enumerable.Range(0, count).Select(place => Record(week, place))];

    public static Transaction Record(Week week, int place, decimal amount = 10m) => new(
        string.Create(CultureInfo.InvariantCulture, $"r{place:D4}"),
        string.Create(CultureInfo.InvariantCulture, $"c{place % 7}"),
        week.StartIn(TimeZoneInfo.Utc).AddMinutes(place),
        Money.Of(amount + place),
        Currency.Parse("EUR"));

    /// <summary>A source whose past week holds so many records, two a page.</summary>
    public static FakeSource NewSource(this TestSilo silo, int records)
    {
        var source = silo.NewSource();
        source.Api.Holds(Past, Records(Past, records));
        return source;
    }

    public static ISourceGrain GrainOf(this TestSilo silo, FakeSource source) => silo.Grains.GetGrain<ISourceGrain>(source.Name);

    public static IWeekGrain GrainOf(this TestSilo silo, FakeSource source, Week week) =>
        silo.Grains.GetGrain<IWeekGrain>($"{source.Name}/{week}");

    public static Task Begin(this TestSilo silo, FakeSource source, Week week) => silo.Begin(source, week, week);

    public static Task Begin(this TestSilo silo, FakeSource source, Week from, Week to) =>
        silo.GrainOf(source).Pull(new PullRequest(from.ToString(), to.ToString()));

    public static Task<ImmutableArray<WeekStatus>> Order(this TestSilo silo, FakeSource source, WeekOrder order, Week week) =>
        silo.GrainOf(source).Change(new WeekChange(order, week.ToString(), week.ToString()));

    /// <summary>Pulls a week to its end.</summary>
    public static async Task<StoredWeek> Pull(this TestSilo silo, FakeSource source, Week week)
    {
        await silo.Begin(source, week);
        return await silo.End(source, week);
    }

    /// <summary>Waits for the end of a pull.</summary>
    public static async Task<StoredWeek> End(this TestSilo silo, FakeSource source, Week week)
    {
        await silo.Until(() => source.Store.Find(week)?.State is WeekState.Failed or WeekState.Pulled or WeekState.Complete);
        return source.Store.Find(week)!;
    }

    public static Task<LimiterSnapshot> Limiter(this TestSilo silo, FakeSource source) =>
        silo.Grains.GetGrain<ILimiterGrain>(source.Name).Snapshot();

    /// <summary>Every row is there, and was added to the log once.</summary>
    public static void AssertEveryRowOnce(FakeSource source, Week week, int records)
    {
        Assert.Equal(Records(week, records), source.Store.Log.Rows);
        Assert.Equal(records, source.Store.Log.EntriesUpTo(source.Store.Log.Last).Count);
    }
}
