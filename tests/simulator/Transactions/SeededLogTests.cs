using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator.Tests.Transactions;

public sealed class SeededLogTests
{
    private const int Rows = 500;

    private static readonly DateTimeOffset Start = new(2025, 12, 29, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Log_of_the_same_seed_gives_the_same_rows_in_whatever_order_they_are_asked_for() =>
        Prop.ForAll<int, int>((seed, at) =>
        {
            var position = Math.Abs((long)at) * 7;
            var asked = NewLog(seed);
            asked.At(position + 1);
            return NewLog(seed).At(position) == asked.At(position);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Log_of_another_seed_gives_other_customers() =>
        Assert.Empty(Read(NewLog(1), 0, Rows).Select(static row => row.CustomerId)
            .Intersect(Read(NewLog(2), 0, Rows).Select(static row => row.CustomerId), StringComparer.Ordinal));

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(20_011)]
    public void Week_near_and_far_has_exactly_its_rows(int rows)
    {
        var log = new SeededLog(9, rows, Since("2026-W01"), null, ["USD"]);
        foreach (var week in (int[])[0, 1, 7, 5_000])
        {
            var monday = Start + (week * IsoWeek.Length);
            Assert.Equal((long)week * rows, log.PositionOf(monday));
            Assert.Equal(monday, IsoWeek.Of(log.At((long)week * rows).CreatedAt).Start);
            Assert.Equal(monday, IsoWeek.Of(log.At(((week + 1L) * rows) - 1).CreatedAt).Start);
        }
    }

    [Fact]
    public void Position_of_an_instant_divides_the_rows_before_it_from_those_at_or_after_it() =>
        Prop.ForAll<PositiveInt>(seconds =>
        {
            var log = NewLog(4);
            var instant = Start.AddSeconds(seconds.Get * 1_237L);
            var position = log.PositionOf(instant);
            return log.At(position).CreatedAt >= instant.UtcDateTime
                && (position == 0 || log.At(position - 1).CreatedAt < instant.UtcDateTime);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Range_includes_the_rows_of_its_first_instant_and_excludes_those_of_its_end() =>
        Prop.ForAll<NonNegativeInt>(at =>
        {
            var log = new SeededLog(4, 300_000, Since("2026-W01"), null, ["USD"]);
            var position = at.Get * 4_099L;
            var instant = log.At(position).CreatedAt;
            var (first, end) = (log.PositionOf(instant), log.PositionOf(instant.AddTicks(1)));
            return first <= position && position < end
                && (first == 0 || log.At(first - 1).CreatedAt < instant)
                && log.At(end - 1).CreatedAt == instant && log.At(end).CreatedAt > instant;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_are_ordered_by_time_then_id_and_ids_are_unique()
    {
        // Dense enough that many rows share their second.
        var log = new SeededLog(5, 400_000, Since("2026-W01"), null, ["USD"]);
        var rows = Read(log, 380_000, 40_000);

        Assert.Contains(rows.Zip(rows.Skip(1)), static pair => pair.First.CreatedAt == pair.Second.CreatedAt);
        Assert.Equal(rows.OrderBy(static row => row.CreatedAt).ThenBy(static row => row.Id, StringComparer.Ordinal), rows);
        Assert.Equal(rows.Length, rows.Select(static row => row.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Cohort_decays_and_first_week_is_nearly_all_new_customers()
    {
        var log = new SeededLog(6, 4_000, Since("2026-W01"), null, ["USD"]);
        var firstSeen = new Dictionary<string, int>(StringComparer.Ordinal);
        var ofFirstCohort = new int[16];
        for (var week = 0; week < ofFirstCohort.Length; week++)
        {
            foreach (var row in Read(log, week * 4_000, 4_000))
            {
                if (firstSeen.TryAdd(row.CustomerId, week) || firstSeen[row.CustomerId] == 0)
                    ofFirstCohort[week] += firstSeen[row.CustomerId] == 0 ? 1 : 0;
            }
        }

        Assert.Equal(4_000, ofFirstCohort[0]);
        Assert.True(ofFirstCohort[1] < ofFirstCohort[0] && ofFirstCohort[4] < ofFirstCohort[1] && ofFirstCohort[15] < ofFirstCohort[4]);
        Assert.InRange(ofFirstCohort[15], 1, 400);
    }

    [Fact]
    public void Customers_differ_in_how_often_and_how_much_they_buy()
    {
        var rows = Read(new SeededLog(6, 4_000, Since("2026-W01"), null, ["USD"]), 0, 40_000);
        var customers = rows.Where(static row => row.Type == "charge").GroupBy(static row => row.CustomerId).ToArray();

        Assert.Contains(customers, static customer => customer.Count() == 1);
        Assert.Contains(customers, static customer => customer.Count() >= 10);
        Assert.Contains(customers, static customer => customer.Max(static row => row.Amount) < 15);
        Assert.Contains(customers, static customer => customer.Min(static row => row.Amount) > 35);
    }

    [Fact]
    public void Refund_is_negative_and_its_customer_has_bought_for_that_amount_before()
    {
        var rows = Read(NewLog(8), 0, 20 * Rows);
        var refunds = rows.Index().Where(static row => row.Item.Type == "refund").ToArray();

        Assert.InRange(refunds.Length, rows.Length / 100, rows.Length * 3 / 100);
        Assert.All(refunds, refund => Assert.Contains(
            rows.Take(refund.Index),
            bought => bought.CustomerId == refund.Item.CustomerId && bought.Amount == -refund.Item.Amount && bought.Amount > 0));
    }

    [Fact]
    public void Hours_of_the_evening_see_more_than_those_of_the_night()
    {
        var rows = Read(NewLog(3), 0, 10 * Rows);
        Assert.True(rows.Count(static row => row.CreatedAt.Hour == 20) > 5 * rows.Count(static row => row.CreatedAt.Hour == 3));
    }

    [Fact]
    public void Customer_pays_in_one_currency_and_the_first_is_the_usual_one()
    {
        var rows = Read(new SeededLog(2, Rows, Since("2026-W01"), null, ["EUR", "USD", "GBP"]), 0, 10 * Rows);
        Assert.All(
            rows.GroupBy(static row => row.CustomerId),
            static customer => Assert.Single(customer.Select(static row => row.Currency).Distinct()));
        Assert.Equal(["EUR", "GBP", "USD"], rows.Select(static row => row.Currency).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("EUR", rows.CountBy(static row => row.Currency).MaxBy(static count => count.Value).Key);
    }

    [Fact]
    public void Log_of_some_weeks_ends_after_them()
    {
        var log = new SeededLog(1, Rows, Since("2026-W01"), 3, ["USD"]);
        Assert.Equal(3L * Rows, log.PositionOf(Start.AddYears(50)));
        Assert.Equal(0, log.PositionOf(Start.AddYears(-50)));
    }

    private static SeededLog NewLog(long seed) => new(seed, Rows, Since("2026-W01"), null, ["USD"]);

    private static IsoWeek Since(string week)
    {
        Assert.True(IsoWeek.TryParse(week, out var since));
        return since;
    }

    private static Transaction[] Read(SeededLog log, int from, int count) =>
        [.. Enumerable.Range(from, count).Select(position => log.At(position))];
}
