using Npgsql;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Forgetting;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>What is left of a customer who is forgotten, and what becomes of what comes later; each test has a source of its own.</summary>
public sealed class ForgettingTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private const string Gone = "ada \"lovelace\"";

    private static int _sources;

    private readonly string _source = $"forgetting-{Interlocked.Increment(ref _sources)}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_in_any_table_names_the_customer_or_their_records()
    {
        var week = await store.Begin(_source);
        week = await Append(week, [Hers("hers-1"), Hers("to-bob"), His("b"), His("to-ada")], ["hers"]);
        week = await store.Append(week, Hers("hers-1", 99), His("to-bob"), Hers("to-ada"));
        await Ended(week);
        week = await store.Append(await store.Begin(_source), Hers("hers-1", 99));
        await store.Rows.Look(week, believed: true, Cancelled);
        await store.Project(_source);
        Assert.Equal(["ledgers", "log_entries", "seen", "set_aside", "transactions"], await TablesWithHer());

        var left = await Forget();
        await Ended(week);

        Assert.Equal(new ForgottenRows(2, 1), left);
        Assert.Equal([], await TablesWithHer());
        Assert.Equal("b,to-bob", await Ids());
        Assert.Empty((await store.Compare(_source)).Shown);
        var known = await store.Forgetting.Find(_source, Gone, HersAre, Cancelled);
        Assert.Equal((false, true), (known.IsThere, known.ForgottenAt is not null));
    }

    [Fact]
    public async Task What_comes_of_the_customer_later_is_passed_over_and_the_counts_match()
    {
        await Ended(await Append(await store.Begin(_source), [Hers("h1"), Hers("h2"), His("b")], ["hers"]));
        await store.Project(_source);
        await Forget();

        var week = await Append(await store.Begin(_source), [Hers("h1"), Hers("h2", 5), His("b"), Hers("h3")], ["hers", "his"]);

        Assert.Equal(new WeekCounts(0, 0, 1, 1, 0, Filtered: 4, Nameless: 2), week.Counts);
        Assert.Equal((6, 6), (week.Counts.Records, week.Counts.Distinct));
        Assert.Equal(new UnseenRows(1, 0, 0), await store.Rows.Look(week, believed: true, Cancelled));
        Assert.Equal(("b", 1), (await Ids(), week.Stored));
        Assert.Equal("his", await store.Value<string>("select string_agg(raw, ',') from tx.set_aside where source = $1 and run = 2", _source));
    }

    [Fact]
    public async Task Somebody_elses_row_that_became_the_customers_is_no_longer_seen()
    {
        await Ended(await store.Append(await store.Begin(_source), His("b"), Hers("h1")));
        await store.Project(_source);
        await Forget();

        var week = await store.Append(await store.Begin(_source), Hers("b"));

        Assert.Equal(new UnseenRows(1, 1, 0), await store.Rows.Look(week, believed: true, Cancelled));
    }

    [Fact]
    public async Task Record_that_comes_twice_in_a_run_in_whose_middle_its_customer_is_forgotten_is_repeated()
    {
        await Ended(await store.Append(await store.Begin(_source), Hers("h1"), His("b")));
        var week = await store.Append(await store.Begin(_source), Hers("h1"), Hers("h2"));
        await store.Project(_source);
        await Forget();

        week = await store.Append(week, Hers("h2"), Hers("h1"), His("b"), Hers("h3"));

        Assert.Equal(new WeekCounts(1, 0, 2, 0, 0, Filtered: 3, Repeated: 2), week.Counts);
        Assert.Empty((await store.Compare(_source)).Shown);
    }

    [Fact]
    public async Task Records_that_were_set_aside_count_as_filtered_where_they_are_of_the_customer()
    {
        var week = await Append(await store.Begin(_source), [His("b")], ["hers", "his", "hers"]);

        Assert.Equal(new ForgottenRows(0, 2), await Forget());

        var now = (await store.Weeks.Find(_source, week.Week, Cancelled))!;
        Assert.Equal(week.Counts with { SetAside = 1, Filtered = 2 }, now.Counts);
        Assert.Equal("his", await store.Value<string>("select string_agg(raw, ',') from tx.set_aside where source = $1", _source));
    }

    [Fact]
    public async Task Record_that_can_be_read_now_and_is_of_the_customer_becomes_no_row()
    {
        var week = await Append(await store.Begin(_source), [His("b")], ["x", "y"]);
        await Ended(week);
        await store.Forgetting.Mark(_source, Gone, Cancelled);

        var (first, second) = (new SetAsideId(week.Week, 1, 0, 0), new SetAsideId(week.Week, 1, 0, 1));
        var counts = await store.SetAside.Store(
            new RetriedRecords(_source, week.Week, 1, [new(first, Sample.Start, Hers("h1")), new(second, Sample.Start, His("c"))], []), Cancelled);

        Assert.Equal(new RetriedCounts(1, 0, 0, Forgotten: 1), counts);
        var now = (await store.Weeks.Find(_source, week.Week, Cancelled))!;
        Assert.Equal(week.Counts with { Rows = 2, SetAside = 0, Filtered = 1 }, now.Counts);
        Assert.Equal("b,c", await Ids());
    }

    [Fact]
    public async Task Rows_that_wait_for_a_person_are_as_many_fewer()
    {
        await Ended(await store.Append(await store.Begin(_source), Hers("h1"), His("b"), His("c")));
        var page = Sample.Page(His("c")) with { Facts = new PageFacts(1, null, 1) };
        var week = await store.Log.Append(Sample.Batch(await store.Begin(_source), page), Cancelled);
        await store.Rows.Look(week, believed: true, Cancelled);
        await store.Weeks.End(week, new RunEnd(WeekState.Pulled, "waits", Leaving: 2), Cancelled);

        await Forget();

        var now = (await store.Weeks.Find(_source, week.Week, Cancelled))!;
        Assert.Equal((1, 2, 0), (now.Leaving, now.Stored, now.Removed));
        var confirmed = await store.Rows.Remove(now, onlyTwice: false, Cancelled);
        Assert.Equal((0, 1, 1), (confirmed.Leaving, confirmed.Stored, confirmed.Removed));
    }

    [Fact]
    public async Task Rows_that_another_transaction_is_storing_are_waited_for()
    {
        var week = await store.Append(await store.Begin(_source), His("b"));
        await using var connection = await store.Source.OpenConnectionAsync(Cancelled);
        await using (var storing = await connection.BeginTransactionAsync(Cancelled))
        {
            await Execute(connection, $"select from tx.weeks where source = '{_source}' for update");
            await Execute(
                connection,
                $"""
                insert into tx.transactions (source, week, id, customer, occurred_at, amount, batch_uid)
                select source, week, 'h1', '{Gone}', occurred_at, amount, batch_uid from tx.transactions where source = '{_source}'
                """);
            await store.Forgetting.Mark(_source, Gone, Cancelled);
            var removing = store.Forgetting.Remove(_source, week.Week, Gone, HersAre, Cancelled);
            while (await store.Value<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'select run, run > 0%'") == 0)
                Assert.False(removing.IsCompleted);
            await storing.CommitAsync(Cancelled);

            Assert.Equal(1, (await removing).Rows);
        }

        Assert.Equal("b", await Ids());
    }

    [Fact]
    public async Task Customers_of_other_sources_with_the_same_id_stay()
    {
        var other = $"{_source}-other";
        foreach (var source in (string[])[_source, other])
            await store.Append(await store.Begin(source), Hers("h1"));
        await store.Project(_source);

        await Forget();
        await store.Append((await store.Weeks.Find(other, Sample.Week, Cancelled))!, Hers("h2"));

        Assert.Equal(2, await store.Value<long>("select count(*) from tx.transactions where source = $1", other));
    }

    [Fact]
    public async Task Many_rows_of_a_week_leave_in_several_batches()
    {
        var week = await store.Append(await store.Begin(_source), [.. Enumerable.Range(0, 12_000).Select(row => Hers($"{row:D5}")), His("b")]);
        await store.Project(_source);

        Assert.Equal(12_000, (await Forget()).Rows);

        Assert.Equal(3, (await store.Projection.Position(_source, Cancelled)).LastBatch);
        Assert.Equal(1, (await store.Weeks.Find(_source, week.Week, Cancelled))!.Stored);
        Assert.Empty((await store.Compare(_source)).Shown);
    }

    [Fact]
    public async Task Log_is_not_erased_before_the_aggregates_have_the_last_of_it()
    {
        await store.Append(await store.Begin(_source), Hers("h1"), His("b"));
        await store.Forgetting.Mark(_source, Gone, Cancelled);
        await store.Forgetting.Remove(_source, Sample.Week, Gone, HersAre, Cancelled);

        Assert.False(await store.Forgetting.Erase(_source, Gone, Cancelled));
        await store.Project(_source, rounds: 1);
        Assert.False(await store.Forgetting.Erase(_source, Gone, Cancelled));
        await store.Project(_source);
        Assert.True(await store.Forgetting.Erase(_source, Gone, Cancelled));
        Assert.True(await store.Forgetting.Erase(_source, Gone, Cancelled));
    }

    private async Task<ForgottenRows> Forget()
    {
        await store.Forgetting.Mark(_source, Gone, Cancelled);
        var sum = default(ForgottenRows);
        foreach (var week in await store.Forgetting.Weeks(_source, Gone, Cancelled))
            sum += await store.Forgetting.Remove(_source, week, Gone, HersAre, Cancelled);
        await store.Project(_source);
        Assert.True(await store.Forgetting.Erase(_source, Gone, Cancelled));
        return sum;
    }

    private static IReadOnlyCollection<string> HersAre(string raw) => raw.StartsWith("hers", StringComparison.Ordinal) ? [Gone] : ["bob"];

    private async Task<IReadOnlyList<string>> TablesWithHer()
    {
        await using var command = store.Source.CreateCommand(
            "select relname from pg_class where relnamespace = 'tx'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1");
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        var (tables, found) = (new List<string>(), new List<string>());
        while (await reader.ReadAsync(Cancelled))
            tables.Add(reader.GetString(0));
        foreach (var table in tables)
        {
            // Other tests' sources have her too; what is of no source is nobody's but hers.
            var sql = $"select exists (select from tx.{table} as t where coalesce(to_jsonb(t) ->> 'source', $1) = $1 and (t::text like '%lovelace%' or t::text like '%hers%'))";
            if (await store.Value<bool>(sql, _source))
                found.Add(table);
        }

        return found;
    }

    private async Task<string?> Ids() =>
        await store.Value<string>("select string_agg(id, ',' order by id) from tx.transactions where source = $1", _source);

    private Task Ended(StoredWeek week) => store.Weeks.End(week, new RunEnd(WeekState.Pulled, null), Cancelled);

    /// <param name="setAside">Texts of records that can't be read, whose customers are known.</param>
    private Task<StoredWeek> Append(StoredWeek week, Transaction[] rows, string[] setAside) => store.Log.Append(
        Sample.Batch(week, Sample.Page(rows) with
        {
            SetAside = [.. setAside.Select((raw, place) => new SetAsideRecord(place, "bad-amount", Text(raw)) { Customers = HersAre(raw) })],
        }),
        Cancelled);

    // Only what holds the name, or escapes, is looked at.
    private static string Text(string raw) => raw == "hers" ? $"{raw}: {Gone}" : raw;

    private static Transaction Hers(string id, decimal amount = 10) => Sample.Order(id, Gone, amount);

    private static Transaction His(string id) => Sample.Order(id, "bob");

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
