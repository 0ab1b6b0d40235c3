using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Silo.Postgres.Queries;
using Orleans.Tx.Silo.Tests.Postgres;

namespace Orleans.Tx.Silo.Tests.Queries;

/// <summary>That questions read the partitions and indexes they count on, whatever the planner knows of the rows.</summary>
public sealed class PlanTests(ManyWeeks many) : IClassFixture<ManyWeeks>
{
    private static readonly DateTimeOffset Middle = ManyWeeks.First.AddDays(7 * 50 + 3);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_in_the_middle_of_a_week_is_read_where_it_begins(bool analyzed)
    {
        var range = await ManyWeeks.Range(Store(analyzed), Middle, Middle.AddDays(2));
        var (text, values) = TransactionRows.OfWeeks(range, range.Weeks[0], range.Weeks[0], new TransactionCursor(Middle, "id-1"), 100);

        var plan = await ManyWeeks.Plan(Store(analyzed), text, values);

        Assert.Equal(1, ManyWeeks.Partitions(plan));
        Assert.Contains(plan, line => line.Contains("_occurred_at_source_idx", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_customers_rows_come_through_the_customers_indexes_of_the_weeks_that_are_meant(bool analyzed)
    {
        var range = await ManyWeeks.Range(Store(analyzed), Middle, Middle.AddDays(90));
        var weeks = range.Weeks.Where((_, index) => index % 2 == 0).ToList();
        var (text, values) = TransactionRows.StatementOfCustomer(range with { Weeks = weeks }, "customer-7", null, 1000);

        var plan = await ManyWeeks.Plan(Store(analyzed), text, values, generic: true);

        Assert.Equal(weeks.Count, ManyWeeks.Partitions(plan));
        Assert.Contains(plan, line => line.Contains("_customer_source_occurred_at_idx", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revenue_of_two_weeks_touches_no_other_partition_than_they_and_their_neighbour(bool analyzed)
    {
        var range = await ManyWeeks.Range(Store(analyzed), ManyWeeks.First.AddDays(70), ManyWeeks.First.AddDays(84));
        var months = TimeSlices.Of([Domain.Calendar.CalendarUnit.Month], range.FirstDay, range.LastDay, TimeZoneInfo.Utc);
        foreach (var definition in Enum.GetValues<NewDefinition>())
        {
            var (text, values) = RevenueStatement.Of(range, months, definition);
            Assert.InRange(ManyWeeks.Partitions(await ManyWeeks.Plan(Store(analyzed), text, values)), 2, 4);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whole_months_of_some_customers_come_from_their_ledgers_alone(bool analyzed)
    {
        var range = await ManyWeeks.Range(Store(analyzed), new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2025, 5, 1, 0, 0, 0, TimeSpan.Zero), ["customer-1", "customer-2"]);
        var months = TimeSlices.Of([Domain.Calendar.CalendarUnit.Month], range.FirstDay, range.LastDay, TimeZoneInfo.Utc);
        var group = GroupStatement.Of(range, [GroupDimension.Customer, GroupDimension.Month, GroupDimension.Currency], NewDefinition.FirstMonth, TimeZoneInfo.Utc);
        foreach (var (text, values) in ((string, object?[])[])[RevenueStatement.Of(range, months, NewDefinition.FirstMonth), (group.Text, group.Values)])
        {
            var plan = await ManyWeeks.Plan(Store(analyzed), text, values);
            Assert.Equal(0, ManyWeeks.Partitions(plan));
            Assert.Contains(plan, line => line.Contains("ledgers_pkey", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Groups_of_a_month_read_the_weeks_of_the_month(bool analyzed)
    {
        var range = await ManyWeeks.Range(Store(analyzed), new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2025, 4, 1, 0, 0, 0, TimeSpan.Zero));
        GroupDimension[][] groupings = [[GroupDimension.Customer, GroupDimension.Month, GroupDimension.Currency], [GroupDimension.Day, GroupDimension.Cohort, GroupDimension.Currency]];
        foreach (var by in groupings)
        {
            var group = GroupStatement.Of(range, by, NewDefinition.FirstMonth, TimeZoneInfo.Utc);
            Assert.InRange(ManyWeeks.Partitions(await ManyWeeks.Plan(Store(analyzed), group.Text, group.Values)), 5, 7);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Customers_of_a_month_are_told_from_those_acquired_in_it_alone(bool analyzed)
    {
        var range = await ManyWeeks.Range(Store(analyzed), new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2025, 4, 1, 0, 0, 0, TimeSpan.Zero));
        foreach (var definition in Enum.GetValues<NewDefinition>())
        {
            var group = GroupStatement.Of(range, [GroupDimension.Customer, GroupDimension.Currency], definition, TimeZoneInfo.Utc);
            var plan = await ManyWeeks.Plan(Store(analyzed), group.Text, group.Values);

            Assert.Contains(plan, line => line.Contains("ledgers_first_order", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, line => line.Contains("Seq Scan on ledgers", StringComparison.Ordinal) || line.Contains("ledgers_pkey", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Reader_that_goes_ends_the_query_in_the_store()
    {
        var store = many.Fresh;
        var queries = store.Services.GetRequiredService<IQueryStore>();
        await foreach (var chunk in queries.Transactions(new OrderScope(ManyWeeks.Source, null, null, null, null), null, null, Cancelled))
        {
            if (chunk.Rows.Length > 0)
                break;
        }

        Assert.Equal(0L, await store.Value<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'"));
    }

    [Fact]
    public async Task Cursor_goes_on_behind_its_row_whatever_comes_meanwhile()
    {
        var store = many.Analyzed;
        var queries = store.Services.GetRequiredService<IQueryStore>();
        var scope = new OrderScope(ManyWeeks.Source, Middle, Middle.AddHours(1), null, null);
        var before = await Rows(queries, scope, null, 5);
        await store.Value<object>(
            "insert into tx.transactions select source, week, 'added-' || id, customer, occurred_at, amount, currency, batch_uid, extra from tx.transactions "
            + "where source = 'many' and occurred_at >= $1 and occurred_at < $1 + interval '1 hour'", Middle.UtcDateTime);

        var after = await Rows(queries, scope, new TransactionCursor(before[^1].OccurredAt, before[^1].Id), 100);

        Assert.DoesNotContain(after, row => before.Contains(row));
        Assert.Equal(10, after.Count(row => !row.Id.StartsWith("added", StringComparison.Ordinal)));
        Assert.All(after, row => Assert.True(row.OccurredAt > before[^1].OccurredAt));
    }

    private StoreDatabase Store(bool analyzed) => analyzed ? many.Analyzed : many.Fresh;

    private static async Task<List<TransactionRecord>> Rows(IQueryStore queries, OrderScope scope, TransactionCursor? after, long limit)
    {
        var rows = new List<TransactionRecord>();
        await foreach (var chunk in queries.Transactions(scope, after, limit, Cancelled))
            rows.AddRange(chunk.Rows);
        return rows;
    }
}
