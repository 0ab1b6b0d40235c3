using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>Forgetting one of three customers, whatever two weeks have of them, wherever the aggregates are, and however often it is begun.</summary>
public sealed class ForgettingReplayTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private const string Gone = "customer-1";

    private static readonly Week[] Weeks = [Sample.Week, Sample.Week.Next];
    private int _sources;

    private sealed record Told(int Id, int Version)
    {
        public string Customer => $"customer-{(Id + Version) % 3}";

        public Transaction Order => Sample.Order($"id-{Id}", Customer, 10 + Version, 24 * Version, Version == 2 ? "USD" : null);
    }

    private sealed record Stored(int Week, Told[] Rows);

    /// <param name="Projected">How many batches are in the aggregates before each step.</param>
    /// <param name="KilledAfter">How many steps the first attempt gets to.</param>
    /// <param name="Most">How many entries a replay reads at once.</param>
    /// <param name="InBulk">The rest of a replay is carried at once.</param>
    private sealed record Course(Stored[] Batches, int Projected, int KilledAfter, int Most, bool InBulk);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Aggregates_are_those_of_everybody_else_and_nothing_differs_from_the_log_at_any_step() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(12),
        Prop.ForAll(Courses(), course => IsForgotten(course).GetAwaiter().GetResult()));

    private static Arbitrary<Course> Courses()
    {
        var told = Gen.Choose(0, 7).SelectMany(_ => Gen.Choose(0, 3), (id, version) => new Told(id, version));
        var batch = Gen.Choose(0, 1).SelectMany(_ => told.NonEmptyListOf(), (week, rows) => new Stored(week, [.. rows]));
        return (
            from batches in batch.NonEmptyListOf().Resize(6)
            from projected in Gen.Choose(0, 3)
            from killedAfter in Gen.Choose(0, 5)
            from most in Gen.Choose(1, 12)
            from inBulk in Gen.Elements(true, false)
            select new Course([.. batches], projected, killedAfter, most, inBulk)).ToArbitrary();
    }

    private async Task<bool> IsForgotten(Course course)
    {
        var (source, reference) = ($"forgets-{Interlocked.Increment(ref _sources)}", $"without-{_sources}");
        await Store(source, course.Batches);
        await Store(reference, [.. Weeks.Select((_, week) => new Stored(week, [.. Standing(course.Batches, week).Where(row => row.Customer != Gone)]))]);
        await store.Project(reference);

        await Forget(source, course, course.KilledAfter);
        await Forget(source, course, int.MaxValue);
        await store.Project(source);
        await AssertAsWithout(source, reference);
        await store.CarryFar(source, anew: true);
        await AssertAsWithout(source, reference);
        await DropAggregates(source);
        await store.Project(source, most: course.Most, rounds: course.Projected);
        await AssertNoDifference(source);
        await (course.InBulk ? store.CarryFar(source) : store.Project(source, most: course.Most));
        await AssertAsWithout(source, reference);
        return true;
    }

    private async Task Forget(string source, Course course, int steps)
    {
        if (steps-- == 0)
            return;
        await store.Forgetting.Mark(source, Gone, Cancelled);
        foreach (var week in await store.Forgetting.Weeks(source, Gone, Cancelled))
        {
            if (steps-- == 0)
                return;
            await store.Project(source, rounds: course.Projected);
            await store.Forgetting.Remove(source, week, Gone, _ => [], Cancelled);
            await AssertNoDifference(source);
        }

        while (steps-- != 0 && !await store.Forgetting.Erase(source, Gone, Cancelled))
        {
            await AssertNoDifference(source);
            await store.Project(source, rounds: 1);
        }

        await AssertNoDifference(source);
    }

    // So that all is replayed batch by batch.
    private async Task DropAggregates(string source)
    {
        foreach (var table in (string[])["ledgers", "cells", "cohorts", "month_bounds"])
            await store.Value<object>($"delete from tx.{table} where source = $1", source);
        await store.Value<object>("update tx.projections set epoch = epoch + 1, position = 0, zone = null where source = $1", source);
    }

    private async Task AssertAsWithout(string source, string reference)
    {
        await AssertNoDifference(source);
        Assert.Equal(await Matrix(reference), await Matrix(source));
        Assert.False((await store.Forgetting.Find(source, Gone, _ => [], Cancelled)).IsThere);
    }

    private async Task AssertNoDifference(string source) => Assert.Empty((await store.Compare(source)).Shown);

    private async Task<string> Matrix(string source) => await store.Value<string>(
        """
        select coalesce(string_agg(cell, ';' order by cell), '')
        from (
            select concat_ws(' ', currency, month, cohort, trim_scale(revenue), orders, customers) as cell from tx.cells where source = $1
            union all
            select concat_ws(' ', cohort, currency, customers) from tx.cohorts where source = $1
        ) as cells
        """,
        source) ?? "";

    // The last telling of each id of a week stands.
    private static IEnumerable<Told> Standing(Stored[] batches, int week) =>
        batches.Where(batch => batch.Week == week).SelectMany(batch => batch.Rows).GroupBy(row => row.Id).Select(rows => rows.Last());

    private async Task Store(string source, Stored[] batches)
    {
        StoredWeek[] weeks = [await store.Begin(source, Weeks[0]), await store.Begin(source, Weeks[1])];
        foreach (var batch in batches)
            weeks[batch.Week] = await store.Append(weeks[batch.Week], [.. batch.Rows.Select(told => told.Order)]);
    }
}
