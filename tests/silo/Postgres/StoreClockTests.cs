using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Silo.Postgres;
using Orleans.Tx.Silo.Postgres.Migrations;
using Orleans.Tx.Silo.Postgres.Ownership;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class StoreClockTests(StoreDatabase store, PostgresServer server) : IClassFixture<StoreDatabase>
{
    [Fact]
    public async Task Now_lies_between_two_readings_of_the_servers_clock()
    {
        var before = await store.Value<DateTime>("select clock_timestamp()");
        var now = await store.Clock.Now(TestContext.Current.CancellationToken);
        var after = await store.Value<DateTime>("select clock_timestamp()");

        Assert.InRange(now.UtcDateTime, before, after);
        Assert.Equal(TimeSpan.Zero, now.Offset);
    }

    [Fact]
    public async Task What_another_engine_sent_is_unknown_up_to_the_change()
    {
        var database = store.Services.GetRequiredService<Database>();
        var cancelled = TestContext.Current.CancellationToken;

        Assert.False(await EngineChange.Note(database, "embedded", cancelled));
        Assert.False(await EngineChange.Note(database, "embedded", cancelled));
        Assert.Null(await store.Clock.UnknownUntil(cancelled));

        var before = await store.Clock.Now(cancelled);
        Assert.True(await EngineChange.Note(database, "orleans", cancelled));
        Assert.False(await EngineChange.Note(database, "orleans", cancelled));
        var first = await store.Clock.UnknownUntil(cancelled);
        Assert.InRange(first!.Value, before, await store.Clock.Now(cancelled));

        Assert.True(await EngineChange.Note(database, "embedded", cancelled));
        Assert.True(await store.Clock.UnknownUntil(cancelled) > first);
    }

    [Theory]
    [InlineData("create schema embedded; create table embedded.grain_state (grain_id text)", "embedded")]
    [InlineData("insert into tx.orleans_states (id_hash, type_hash, id_n0, id_n1, type, service, version) values (1, 1, 1, 1, 't', 's', 1)", "orleans")]
    [InlineData("select 1", null)]
    public async Task A_store_from_before_knows_its_engine_by_the_states_in_it(string left, string? engine)
    {
        await using var own = new StoreDatabase(server);
        await own.InitializeAsync();
        await own.Value<object>("drop table tx.engines");
        await own.Value<object>(left);

        await own.Value<object>(EngineChangeTable.Sql);

        Assert.Equal(engine, await own.Value<string>("select engine from tx.engines where not isfinite(began_at)"));
    }
}
