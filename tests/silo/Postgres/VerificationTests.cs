using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>What verification finds where something was changed behind the store's back; each test has a source of its own.</summary>
public sealed class VerificationTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static int _sources;

    private readonly string _source = $"verified-{Interlocked.Increment(ref _sources)}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Source_that_is_not_stored_has_no_differences()
    {
        var found = await Compare();

        Assert.Equal((0, 0, 0), (found.Differences, found.Rows, found.At.Position));
    }

    [Fact]
    public async Task Nothing_differs_after_orders_repetitions_and_restatements()
    {
        await Fill();

        var found = await Compare();

        Assert.Empty(found.Shown);
        Assert.Equal((0, 5, 3, 4), (found.Differences, found.Rows, found.Ledgers, found.Cells));
        Assert.Equal(found.At.LastBatch, found.At.Position);
    }

    [Fact]
    public async Task Months_are_cut_in_the_reporting_zone()
    {
        var week = await store.Begin(_source, Week.Parse("2026-W40"));
        // Ten at night on the last of September by UTC is the first of October in Tokyo.
        await store.Append(week, Sample.Order("late", hour: 70));
        await Project(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));

        Assert.Empty((await Compare()).Shown);
        Assert.Equal(new DateOnly(2026, 10, 1), await store.Value<DateOnly>("select month from tx.cells where source = $1", _source));
    }

    [Fact]
    public async Task What_lies_behind_the_position_does_not_count()
    {
        var week = await Fill();
        // Restates a row that is counted, adds one, and is not projected.
        await store.Append(week, Sample.Order("a", "bob", 99, hour: 30), Sample.Order("late", "dora", 5));

        var found = await Compare();

        Assert.Empty(found.Shown);
        Assert.Equal(found.At.LastBatch - 1, found.At.Position);
    }

    [Theory]
    [InlineData("update tx.cells set revenue = revenue + 0.01 where source = $1 and month = '2026-10-01' and currency = 'EUR'", "cell", "2026-10 of cohort 2026-09 EUR")]
    [InlineData("update tx.cells set customers = customers + 1 where source = $1 and month = '2026-09-01' and currency = 'EUR'", "cell", "2026-09 of cohort 2026-09 EUR")]
    [InlineData("delete from tx.cells where source = $1 and currency = 'USD' and month = '2026-09-01'", "cell", "2026-09 of cohort 2026-09 USD")]
    [InlineData("insert into tx.cells (source, currency, month, cohort, revenue, orders, customers) values ($1, '', '2020-01-01', '2020-01-01', 1, 1, 1)", "cell", "2020-01 of cohort 2020-01")]
    [InlineData("update tx.cohorts set customers = customers - 1 where source = $1 and currency = '*' and cohort = '2026-09-01'", "cohort", "2026-09")]
    [InlineData("delete from tx.cohorts where source = $1 and currency = 'EUR' and cohort = '2026-09-01'", "cohort", "2026-09, EUR")]
    [InlineData("update tx.ledgers set revenues[1] = revenues[1] - 1 where source = $1 and customer = 'ada'", "ledger", "ada, 2026-09 EUR")]
    [InlineData("update tx.ledgers set orders[1] = orders[1] + 1 where source = $1 and customer = 'ada'", "ledger", "ada, 2026-09 EUR")]
    [InlineData("update tx.ledgers set first_order = first_order + interval '1 minute' where source = $1 and customer = 'carl'", "ledger", "carl")]
    [InlineData("update tx.ledgers set epoch = 7 where source = $1 and customer = 'ada'", "ledger", "ada")]
    [InlineData("update tx.ledgers set weeks = '{2026-09-21}' where source = $1 and customer = 'ada'", "ledger", "ada, rows of 2026-W40")]
    [InlineData("delete from tx.ledgers where source = $1 and customer = 'carl'", "ledger", "carl, 2026-09 USD")]
    [InlineData("insert into tx.ledgers (source, customer, epoch, version, months, currencies, revenues, orders) values ($1, 'eve', 1, 1, '{2026-09-01}', '{EUR}', '{1}', '{1}')", "ledger", "eve, 2026-09 EUR")]
    [InlineData("update tx.projections set position = position + 1 where source = $1", "position", "of the aggregates, which the log ends before")]
    [InlineData("update tx.projections set position = position - 1 where source = $1", "position", "of the aggregates, which a ledger is ahead of")]
    [InlineData("update tx.sources set last_batch = last_batch + 1 where name = $1", "position", "of the log: its counter")]
    [InlineData("delete from tx.batches where source = $1 and number = 1", "number", "batch 1")]
    [InlineData("delete from tx.batches where source = $1 and number = 2", "row", null)]
    [InlineData("delete from tx.transactions where source = $1 and id = 'c'", "batch", "batch 1")]
    [InlineData("update tx.transactions set batch_uid = -1 where source = $1 and id = 'c'", "row", "rows of a batch that is not there, uid -1")]
    [InlineData("update tx.transactions set amount = amount + 1 where source = $1 and id = 'c'", "ledger", "carl, 2026-09 USD")]
    [InlineData("update tx.transactions set customer = 'eve' where source = $1 and id = 'c'", "ledger", "carl, 2026-09 USD")]
    [InlineData("update tx.log_entries set amount = amount + 1 where source = $1 and taken_back", "ledger", "ada, 2026-09 EUR")]
    [InlineData("delete from tx.log_entries where source = $1 and not taken_back", "batch", "batch 1")]
    [InlineData("update tx.weeks set rows = rows + 1 where source = $1 and week = '2026-09-28'", "week", "2026-W40")]
    [InlineData("update tx.weeks set stored = stored + 1 where source = $1 and week = '2026-09-28'", "week", "2026-W40")]
    [InlineData("insert into tx.transactions select source, week + 7, id, customer, occurred_at, amount, currency, batch_uid, extra from tx.transactions where source = $1 and id = 'c'", "batch", "batch 1")]
    public async Task What_was_tampered_with_is_named(string tampering, string kind, string? subject)
    {
        await Fill();
        await Tamper(tampering);

        var found = await Compare();

        Assert.Equal(found.Shown.Count, found.Differences);
        Assert.Contains(found.Shown, difference => difference.Kind == kind && (subject is null || difference.Subject == subject));
        Assert.All(found.Shown, difference => Assert.NotEqual(difference.Expected, difference.Stored));
    }

    [Theory]
    [InlineData("update tx.cells set revenue = revenue + 0.01 where source = $1 and month = '2026-10-01' and currency = 'EUR'")]
    [InlineData("delete from tx.cells where source = $1 and currency = 'USD' and month = '2026-09-01'")]
    [InlineData("insert into tx.cells (source, currency, month, cohort, revenue, orders, customers) values ($1, '', '2020-01-01', '2020-01-01', 1, 1, 1)")]
    [InlineData("update tx.cohorts set customers = customers - 1 where source = $1 and currency = '*' and cohort = '2026-09-01'")]
    [InlineData("delete from tx.cohorts where source = $1 and currency = 'EUR' and cohort = '2026-09-01'")]
    [InlineData("update tx.ledgers set revenues[1] = revenues[1] - 1 where source = $1 and customer = 'ada'")]
    [InlineData("update tx.ledgers set first_order = first_order + interval '1 minute' where source = $1 and customer = 'carl'")]
    [InlineData("update tx.ledgers set first_order = null where source = $1 and customer = 'ada'")]
    [InlineData("update tx.ledgers set epoch = 7 where source = $1 and customer = 'ada'")]
    [InlineData("update tx.ledgers set weeks = '{}' where source = $1 and customer = 'ada'")]
    [InlineData("delete from tx.ledgers where source = $1 and customer = 'carl'")]
    [InlineData("insert into tx.ledgers (source, customer, epoch, version, months, currencies, revenues, orders) values ($1, 'eve', 1, 1, '{2026-09-01}', '{EUR}', '{1}', '{1}')")]
    [InlineData("update tx.projections set position = position + 1 where source = $1")]
    [InlineData("update tx.projections set position = position - 1 where source = $1")]
    [InlineData("update tx.month_bounds set starts_at = starts_at - interval '30 days' where source = $1 and month = '2026-10-01'")]
    [InlineData("update tx.transactions set amount = amount + 1 where source = $1 and id = 'c'")]
    [InlineData("update tx.transactions set customer = 'eve' where source = $1 and id = 'c'")]
    public async Task What_was_tampered_with_is_mended_by_a_rebuild(string tampering)
    {
        await Fill();
        await Tamper(tampering);
        Assert.NotEqual(0, (await Compare()).Differences);

        var carried = await store.CarryFar(_source, anew: true);

        var found = await Compare();
        Assert.Empty(found.Shown);
        Assert.Equal((0, 2, 2L), (found.Differences, found.At.Epoch, found.At.Position));
        Assert.Empty(carried!.Damaged);
    }

    [Fact]
    public async Task Aggregates_made_anew_are_what_a_damaged_log_holds_and_the_batch_is_named()
    {
        await Fill();
        await Tamper("delete from tx.transactions where source = $1 and id = 'a'");

        var carried = await store.CarryFar(_source, anew: true);

        Assert.Equal(
            [$"Batch 1 of {_source} was stored with 4 entries and has 3: rows were changed behind the log's back."], carried!.Damaged);
        Assert.DoesNotContain((await Compare()).Shown, difference => difference.Kind is "ledger" or "cell" or "cohort" or "position");
    }

    [Fact]
    public async Task Aggregates_of_a_log_that_takes_back_what_it_never_added_are_not_made_anew()
    {
        await Fill();
        await Tamper("delete from tx.log_entries where source = $1 and not taken_back");

        var refused = await Assert.ThrowsAsync<Grains.TxException>(() => store.CarryFar(_source, anew: true));

        Assert.Contains("customer ada", refused.Message, StringComparison.Ordinal);
        Assert.Equal((1, 2L), ((await Compare()).At.Epoch, (await Compare()).At.Position));
    }

    [Fact]
    public async Task Differences_are_all_counted_and_the_first_of_each_kind_shown()
    {
        var week = await store.Begin(_source);
        await store.Append(week, [.. Enumerable.Range(0, 50).Select(number => Sample.Order($"id-{number:00}", $"customer-{number:00}"))]);
        await Project(TimeZoneInfo.Utc);
        await store.Value<object>("update tx.ledgers set orders[1] = 9 where source = $1", _source);

        var found = await Compare(mostShown: 3);

        Assert.Equal(50, found.Differences);
        Assert.Equal(["customer-00, 2026-09 EUR", "customer-01, 2026-09 EUR", "customer-02, 2026-09 EUR"], found.Shown.Select(difference => difference.Subject));
        Assert.Equal(("revenue 10.5, orders 1", "revenue 10.5, orders 9"), (found.Shown[0].Expected, found.Shown[0].Stored));
    }

    private async Task Tamper(string tampering)
    {
        await store.Value<object>("select tx.add_week('2026-10-05')");
        await using var command = store.Source.CreateCommand(tampering);
        command.Parameters.Add(new NpgsqlParameter { Value = _source });
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancelled));
    }

    // Two batches, the second of which moves a row of the first to the next month, and repeats another.
    private async Task<StoredWeek> Fill()
    {
        var week = await store.Begin(_source);
        week = await store.Append(
            week, Sample.Order("a", "ada", 10, 1), Sample.Order("b", "ada", 20, 2), Sample.Order("c", "carl", 30, 3, "USD"),
            Sample.Order("d", "bob", 40, 4), Sample.Order("d", "bob", 40, 4));
        week = await store.Append(week, Sample.Order("b", "ada", 25, 80), Sample.Order("c", "carl", 30, 3, "USD"), Sample.Order("e", "bob", -5, 81, "USD"));
        await Project(TimeZoneInfo.Utc);
        return week;
    }

    private Task Project(TimeZoneInfo zone) => store.Project(_source, zone);

    private Task<Comparison> Compare(int mostShown = 20) => store.Compare(_source, mostShown);
}
