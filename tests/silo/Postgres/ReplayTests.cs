using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>Whatever order batches, removals, both ways of carrying and rebuilds come in, the aggregates are what the log comes to.</summary>
public sealed class ReplayTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static readonly Week[] Weeks = [Sample.Week, Sample.Week.Next];
    private int _sources;

    private enum Act
    {
        Store,
        Remove,
        ByBatch,
        InBulk,
        Anew,
    }

    private sealed record Step(Act Act, int Week, int[] Rows);

    [Fact]
    public void Any_interleaving_ends_in_what_the_log_comes_to() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(25).WithQuietOnSuccess(true),
        Prop.ForAll(Steps(), steps => Run(steps).GetAwaiter().GetResult()));

    private static Arbitrary<Step[]> Steps()
    {
        var act = Gen.Frequency(
            (6, Gen.Constant(Act.Store)), (1, Gen.Constant(Act.Remove)), (2, Gen.Constant(Act.ByBatch)), (3, Gen.Constant(Act.InBulk)), (1, Gen.Constant(Act.Anew)));
        var rows = Gen.Choose(0, 199).ArrayOf();
        var step = from what in act from week in Gen.Choose(0, 1) from told in rows select new Step(what, week, told);
        return step.ArrayOf().Resize(14).ToArbitrary();
    }

    // Ids, customers, times and amounts are few, so that orders are restated, moved and met again.
    private static Domain.Ingestion.Transaction Order(int told, Week week) => Sample.Order(
        $"id-{told % 9}", $"customer-{told % 4}", told % 5 - 1, told % 11 * 14 + (int)(week.Monday.DayNumber - Sample.Week.Monday.DayNumber) * 24,
        told % 3 == 0 ? "USD" : "EUR");

    private async Task Run(Step[] steps)
    {
        var source = $"replay-{Interlocked.Increment(ref _sources)}";
        StoredWeek[] weeks = [await store.Begin(source, Weeks[0]), await store.Begin(source, Weeks[1])];
        foreach (var step in steps)
        {
            switch (step.Act)
            {
                case Act.Store:
                    weeks[step.Week] = await store.Append(weeks[step.Week], [.. step.Rows.Select(told => Order(told, Weeks[step.Week]))]);
                    break;
                case Act.Remove:
                    weeks[step.Week] = await Remove(weeks[step.Week]);
                    break;
                case Act.ByBatch:
                    await store.Project(source, most: 5);
                    break;
                case Act.InBulk:
                    await store.CarryFar(source);
                    break;
                case Act.Anew:
                    await store.CarryFar(source, anew: true);
                    break;
            }

            await AssertRight(source);
        }

        await store.CarryFar(source);
        var found = await AssertRight(source);
        Assert.Equal(found.LastBatch, found.Position);
    }

    private async Task<StoredPosition> AssertRight(string source)
    {
        var found = await store.Compare(source);
        Assert.Empty(found.Shown);
        return found.At;
    }

    // All that is there leaves, as it does for a run that met nothing.
    private async Task<StoredWeek> Remove(StoredWeek week)
    {
        await store.Weeks.GiveUp(week.Source, week.Week, week.Run, week.Cursor, TestContext.Current.CancellationToken);
        var again = await store.Begin(week.Source, week.Week);
        await store.Rows.Look(again, believed: true, TestContext.Current.CancellationToken);
        var left = await store.Rows.Remove(again, onlyTwice: false, TestContext.Current.CancellationToken);
        Assert.Equal(0, left.Stored);
        return left;
    }
}
