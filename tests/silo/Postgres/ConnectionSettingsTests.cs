using Npgsql;
using Orleans.Tx.Silo.Postgres;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class ConnectionSettingsTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    [Fact]
    public void What_the_text_says_stays()
    {
        var settings = ConnectionSettings.Parse("Host=db;Max Auto Prepare=0;No Reset On Close=false;Application Name=mine");

        Assert.Equal((0, false, "mine"), (settings.MaxAutoPrepare, settings.NoResetOnClose, settings.ApplicationName));
    }

    [Fact]
    public async Task Statements_that_come_again_are_prepared()
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var connection = await store.Source.OpenConnectionAsync(cancelled);
        for (var time = 0; time < 6; time++)
        {
            await using var again = new NpgsqlCommand("select count(*) from tx.weeks", connection);
            await again.ExecuteScalarAsync(cancelled);
        }

        await using var prepared = new NpgsqlCommand("select count(*) from pg_prepared_statements where statement like '%tx.weeks%'", connection);
        Assert.Equal(1L, await prepared.ExecuteScalarAsync(cancelled));
    }
}
