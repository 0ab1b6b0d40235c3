using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Silo.Tests.Postgres;

namespace Orleans.Tx.Silo.Tests.Queries;

/// <summary>The weeks that a customer's rows are looked for in: each test has a source of its own.</summary>
public sealed class LedgerWeekTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static int _sources;

    private readonly string _source = $"weeks-{Interlocked.Increment(ref _sources)}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ledger_knows_the_weeks_of_its_rows_whichever_way_it_was_carried(bool far)
    {
        await Store("2026-W40", Sample.Order("a", "ada"), Sample.Order("b", "bob"));
        await Carry(far);
        await Store("2026-W43", Sample.Order("c", "ada"));
        await Store("2026-W41", Sample.Order("d", "ada"), Sample.Order("e", "carl"));
        await Carry(far);

        Assert.Equal(["ada 2026-09-28 2026-10-05 2026-10-19", "bob 2026-09-28", "carl 2026-10-05"], await Known());
        Assert.Empty((await store.Compare(_source)).Shown);
    }

    [Fact]
    public async Task Weeks_that_an_older_program_did_not_carry_on_are_those_around_the_months_until_a_rebuild()
    {
        await Store("2026-W40", Sample.Order("a", "ada"));
        await store.CarryFar(_source);
        await store.Value<object>("update tx.ledgers set weeks = '{}', weeks_at = weeks_at - 1 where source = $1", _source);

        Assert.Equal(["a"], await Rows("ada"));
        Assert.Empty((await store.Compare(_source)).Shown);

        await Store("2026-W41", Sample.Order("b", "ada", hour: 170));
        await store.Project(_source);
        Assert.Empty(await Known());
        Assert.Equal(["a", "b"], await Rows("ada"));

        await store.CarryFar(_source, anew: true);
        Assert.Equal(["ada 2026-09-28 2026-10-05"], await Known());
    }

    private async Task Store(string week, params Transaction[] rows) => await store.Append(await store.Begin(_source, Week.Parse(week)), rows);

    private async Task Carry(bool far)
    {
        if (far)
            await store.CarryFar(_source);
        else
            await store.Project(_source);
    }

    private async Task<string[]> Known() => await store.Value<string[]>(
        """
        select coalesce(array_agg(customer || ' ' || array_to_string(array(select unnest(weeks) as week order by week), ' ') order by customer), '{}')
        from tx.ledgers where source = $1 and weeks_at = version
        """,
        _source) ?? [];

    private async Task<List<string>> Rows(string customer)
    {
        var rows = new List<string>();
        var scope = new OrderScope(_source, null, null, [customer], null);
        await foreach (var chunk in store.Services.GetRequiredService<IQueryStore>().Transactions(scope, null, null, Cancelled))
            rows.AddRange(chunk.Rows.Select(row => row.Id));
        return rows;
    }
}
