using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Silo.Postgres;
using Orleans.Tx.Silo.Postgres.Ingestion;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class WeekPartitionTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writers_who_all_want_the_same_new_week_get_one_partition()
    {
        var week = Week.Parse("2027-W01");

        // Each with its own memory, as if they were in as many processes.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Partitions().Ensure(week, Cancelled)));

        Assert.Equal("FOR VALUES FROM ('2027-01-04') TO ('2027-01-11')", await store.Value<string>(
            "select pg_get_expr(relpartbound, oid) from pg_class where relname = 'transactions_2027w01'"));
    }

    [Fact]
    public async Task A_partition_has_the_key_and_indexes_of_the_whole()
    {
        await Partitions().Ensure(Week.Parse("2027-W02"), Cancelled);

        Assert.Equal(
            "transactions_batch, transactions_customer, transactions_pkey, transactions_time",
            await store.Value<string>("""
                select string_agg(whole.relname, ', ' order by whole.relname)
                from pg_inherits
                join pg_class part on part.oid = inhrelid
                join pg_class whole on whole.oid = inhparent
                where part.relkind = 'i' and part.relname like 'transactions_2027w02%'
                """));
    }

    [Fact]
    public async Task A_partition_is_made_while_a_query_and_a_writer_hold_the_whole()
    {
        await store.Append(await store.Begin("held"), Sample.Order("a"));
        await using var busy = await store.Source.OpenConnectionAsync(Cancelled);
        await using var transaction = await busy.BeginTransactionAsync(Cancelled);
        await using var hold = new NpgsqlCommand("select count(*) from tx.transactions; update tx.transactions set extra = null", busy, transaction);
        await hold.ExecuteNonQueryAsync(Cancelled);

        // A lock that had to be waited for would fail the statement. Only for this transaction: connections go back as they are.
        await using var other = await store.Source.OpenConnectionAsync(Cancelled);
        await using var impatient = await other.BeginTransactionAsync(Cancelled);
        await using var impatience = new NpgsqlCommand("set local lock_timeout = '1ms'", other, impatient);
        await impatience.ExecuteNonQueryAsync(Cancelled);
        await using var add = new NpgsqlCommand("select tx.add_week('2027-01-18')", other, impatient);
        Assert.Equal(true, await add.ExecuteScalarAsync(Cancelled));
    }

    [Fact]
    public async Task A_day_that_is_no_monday_is_refused()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => store.Value<bool>("select tx.add_week('2027-01-05')"));

        Assert.Contains("Monday", refused.MessageText, StringComparison.Ordinal);
    }

    private WeekPartitions Partitions() => new(store.Services.GetRequiredService<Database>());
}
