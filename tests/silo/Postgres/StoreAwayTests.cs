using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Silo.Postgres;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class StoreAwayTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_port_says_in_a_sentence_that_nothing_listens()
    {
        await using var services = StoreDatabase.ServicesFor($"Host=127.0.0.1;Port={ClosedPort()};Username=tx;Database=tx;Password=hush");
        Func<Task>[] calls =
        [
            () => services.MigratePostgresStore(Cancelled),
            () => services.GetRequiredService<IStoreClock>().Now(Cancelled),
            () => services.GetRequiredService<IWeekStore>().List("acme", Cancelled),
            () => services.GetRequiredService<ITransactionLog>().Append(new PageBatch("acme", Sample.Week, 1, default, [Sample.Page(Sample.Order("a"))], 1, 1, 0), Cancelled),
            () => services.GetRequiredService<IProjectionStore>().Ledger("acme", "ada", Cancelled),
            () => services.GetRequiredService<IProjectionStore>().Read("acme", 0, 10, Cancelled),
        ];

        foreach (var call in calls)
        {
            var away = await Assert.ThrowsAsync<TxException>(call);
            Assert.Equal(TxError.Unavailable, away.Error);
            Assert.Matches("^The store is away: .*[.]$", away.Message);
            Assert.DoesNotContain("hush", away.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_connection_that_the_server_ends_is_the_store_away_and_the_next_call_gets_another()
    {
        var ended = store.Services.GetRequiredService<Database>().Run(
            session => session.Execute("select pg_terminate_backend(pg_backend_pid())"), Cancelled);

        var away = await Assert.ThrowsAsync<TxException>(() => ended);

        Assert.Equal(TxError.Unavailable, away.Error);
        await store.Clock.Now(Cancelled);
    }

    [Theory]
    [InlineData("53100", TxError.Unavailable)]
    [InlineData("53300", TxError.Unavailable)]
    [InlineData("57P03", TxError.Unavailable)]
    [InlineData("57014", TxError.Unavailable)]
    [InlineData("25006", TxError.Unavailable)]
    [InlineData("25P03", TxError.Unavailable)]
    [InlineData("40001", TxError.Unavailable)]
    [InlineData("23514", TxError.Invalid)]
    [InlineData("42P01", TxError.Invalid)]
    public async Task Errors_of_the_server_are_told_apart_by_whether_they_may_pass(string state, TxError kind)
    {
        var failed = await Assert.ThrowsAsync<TxException>(() => store.Services.GetRequiredService<Database>().Run(
            session => session.Execute($"do $$ begin raise exception 'so it is' using errcode = '{state}'; end $$"), Cancelled));

        Assert.Equal(kind, failed.Error);
        Assert.Contains($"so it is (SQLSTATE {state})", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_another_was_in_the_way_of_is_made_again()
    {
        var attempts = 0;

        var result = await store.Services.GetRequiredService<Database>().Transact(
            async session =>
            {
                if (++attempts < 3)
                    await session.Execute("do $$ begin raise exception 'crossed' using errcode = '40P01'; end $$");
                return attempts;
            },
            Cancelled);

        Assert.Equal(3, result);
    }

    [Fact]
    public async Task A_program_that_hangs_in_a_transaction_keeps_rows_locked_for_seconds_only_and_may_read_for_long()
    {
        const string Patience = "select current_setting('idle_in_transaction_session_timeout')::interval > interval '0' as limited";
        var database = store.Services.GetRequiredService<Database>();

        Assert.True(await database.Transact(session => session.Value<bool>(Patience), Cancelled));
        Assert.False(await database.Snapshot(session => session.Value<bool>(Patience), Cancelled));
        Assert.False(await database.Run(session => session.Value<bool>(Patience), Cancelled));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_is_no_failure_of_the_store() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Clock.Now(new CancellationToken(canceled: true)));

    [Fact]
    public void A_connection_string_that_is_none_is_refused_without_its_values()
    {
        var refused = Assert.Throws<TxException>(() => new ServiceCollection().AddPostgresStore("Host=here;Pasword=hush"));

        Assert.Equal(TxError.Invalid, refused.Error);
        Assert.Contains("Storage.ConnectionString", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refused.Message, StringComparison.Ordinal);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
