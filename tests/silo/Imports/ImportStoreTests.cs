using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Verification;
using Orleans.Tx.Silo.Tests.Postgres;

namespace Orleans.Tx.Silo.Tests.Imports;

public sealed class ImportStoreTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static readonly OrderFile March = new(
        "march.csv", [new("1", "ada", 0, 100), new("2", "bob", 8, 200), new("3", "ada", 9, 300), new("4", "ada", 9, 300), new("5", "eve", 20, 500)]);

    private static int _sources;

    private readonly string _source = $"files-{Interlocked.Increment(ref _sources)}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Equal_rows_of_a_file_all_count_and_each_week_of_a_chunk_is_a_batch_of_its_own()
    {
        await new Importer(store, _source).Import(ImportOverlap.Refuse, int.MaxValue, March);

        Assert.Equal(5, await Rows());
        Assert.Equal(14.00m, await store.Value<decimal>("select sum(amount) from tx.transactions where source = $1", _source));
        Assert.Equal(4L, await store.Value<long>("select last_batch from tx.sources where name = $1", _source));
        Assert.Equal(["1:2", "1:3", "1:4", "1:5", "1:6"], (await store.Value<string[]>("select array_agg(id order by id) from tx.transactions where source = $1", _source))!);
    }

    [Fact]
    public async Task Rows_that_someone_else_stored_meanwhile_are_not_stored_again()
    {
        var importer = new Importer(store, _source);
        var opened = (await importer.Open(ImportOverlap.Refuse, March))[0];
        await importer.Step(opened, March);

        await Assert.ThrowsAsync<ImportMovedException>(() => importer.Step(opened, March));

        Assert.Equal(2, await Rows());
    }

    [Fact]
    public async Task An_import_that_was_cancelled_stores_nothing_until_it_is_opened_again()
    {
        var importer = new Importer(store, _source);
        var opened = (await importer.Open(ImportOverlap.Refuse, March))[0];
        var begun = (await importer.Step(opened, March))!;
        await store.Imports.Mark(begun, ImportState.Cancelled, Cancelled);

        await Assert.ThrowsAsync<ImportMovedException>(() => importer.Step(begun, March));
        var reopened = (await importer.Open(ImportOverlap.Refuse, March))[0];
        await importer.Import(ImportOverlap.Refuse, int.MaxValue, March);

        Assert.Equal((ImportState.Storing, begun.Line), (reopened.State, reopened.Line));
        Assert.Equal(5, await Rows());
    }

    [Fact]
    public async Task An_import_that_is_replaced_while_it_is_under_way_can_not_go_on()
    {
        var importer = new Importer(store, _source);
        var begun = (await importer.Step((await importer.Open(ImportOverlap.Refuse, March))[0], March))!;
        var better = March with { Name = "better.csv", Orders = [.. March.Orders, new("6", "eve", 21, 600)] };

        await importer.Import(ImportOverlap.Replace, int.MaxValue, better);

        await Assert.ThrowsAsync<ImportMovedException>(() => importer.Step(begun, March));
        Assert.Equal(6, await Rows());
        var imports = await store.Imports.List(_source, Cancelled);
        Assert.Equal([(ImportState.Cancelled, (int?)2, 0L), (ImportState.Done, null, 6L)], imports.Select(import => (import.State, import.ReplacedBy, import.RowsLeft)));
    }

    [Fact]
    public async Task An_id_that_moves_to_another_week_is_there_once()
    {
        var importer = new Importer(store, _source, keyed: true);
        await importer.Import(ImportOverlap.Refuse, int.MaxValue, March);
        var moved = new OrderFile("moved.csv", [new("5", "eve", 1, 500), new("2", "bob", 8, 200), new("7", "ada", 30, 7)]);

        await importer.Import(ImportOverlap.Refuse, int.MaxValue, moved);

        Assert.Equal(6, await Rows());
        var last = (await store.Imports.List(_source, Cancelled))[1];
        Assert.Equal((1L, 1L, 1L), (last.Counts.Stored, last.Counts.Restated, last.Counts.AlreadyThere));
        Assert.Equal(0, (await Compare()).Differences);
    }

    [Fact]
    public async Task An_id_that_comes_twice_counts_as_it_came_last_and_is_counted()
    {
        var twice = new OrderFile("twice.csv", [new("1", "ada", 0, 100), new("1", "ada", 0, 200), new("2", "bob", 0, 1), new("1", "ada", 9, 300)]);

        await new Importer(store, _source, keyed: true).Import(ImportOverlap.Refuse, int.MaxValue, twice);

        Assert.Equal(2, await Rows());
        Assert.Equal(3.01m, await store.Value<decimal>("select sum(amount) from tx.transactions where source = $1", _source));
        var counts = (await store.Imports.List(_source, Cancelled))[0].Counts;
        Assert.Equal((2L, 1L, 0L, 1L, 4L), (counts.Stored, counts.Restated, counts.AlreadyThere, counts.Repeated, counts.Met));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Files_with_ids_and_files_without_do_not_mix(bool first, bool second)
    {
        await new Importer(store, _source, first).Import(ImportOverlap.Refuse, int.MaxValue, March);
        var april = new OrderFile("april.csv", [new("9", "ada", 40, 1)]);

        var refused = await Assert.ThrowsAsync<TxException>(() => new Importer(store, _source, second).Open(ImportOverlap.Add, april));

        Assert.Contains("--id-column", refused.Message, StringComparison.Ordinal);
        Assert.Contains("use another source with --source", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_of_a_customer_who_was_forgotten_leave_and_do_not_come_with_another_file(bool keyed)
    {
        await new Importer(store, _source, keyed).Import(ImportOverlap.Refuse, int.MaxValue, March);

        await store.Forgetting.Mark(_source, "ada", Cancelled);
        foreach (var week in await store.Forgetting.Weeks(_source, "ada", Cancelled))
            await store.Forgetting.Remove(_source, week, "ada", _ => [], Cancelled);
        var april = new OrderFile("april.csv", [new("8", "ada", 40, 1), new("9", "eve", 41, 2)]);
        await new Importer(store, _source, keyed).Import(ImportOverlap.Refuse, int.MaxValue, april);

        Assert.Equal(0L, await store.Value<long>("select count(*) from tx.transactions where source = $1 and customer = 'ada'", _source));
        Assert.Equal(keyed ? 3L : 0L, await store.Value<long>("select count(*) from tx.import_ids where source = $1", _source));
        var imports = await store.Imports.List(_source, Cancelled);
        Assert.Equal([(2L, 0L), (1L, 1L)], imports.Select(import => (import.RowsLeft, import.Counts.PassedOver)));
        Assert.Equal(0, (await Compare()).Differences);
    }

    [Fact]
    public async Task Files_given_together_may_overlap_each_other_and_one_that_joins_them_later_too()
    {
        var importer = new Importer(store, _source);
        var more = new OrderFile("more.csv", [new("1", "ada", 5, 100)]);
        var other = new OrderFile("other.csv", [new("1", "ada", 6, 100)]);

        Assert.True(await importer.Import(ImportOverlap.Refuse, 1, March, more));
        Assert.False(await importer.Import(ImportOverlap.Refuse, 1, other));
        Assert.True(await importer.Import(ImportOverlap.Refuse, 1, other, more, March));

        Assert.Equal(7, await Rows());
    }

    [Fact]
    public async Task Ranges_that_touch_in_one_instant_overlap()
    {
        var importer = new Importer(store, _source);
        await importer.Import(ImportOverlap.Refuse, int.MaxValue, March);

        Assert.False(await importer.Import(ImportOverlap.Refuse, int.MaxValue, new OrderFile("touches.csv", [new("1", "ada", 20, 1), new("1", "ada", 30, 1)])));
        Assert.True(await importer.Import(ImportOverlap.Refuse, int.MaxValue, new OrderFile("follows.csv", [new("1", "ada", 21, 1), new("1", "ada", 30, 1)])));
    }

    private Task<long> Rows() => store.Value<long>("select count(*) from tx.transactions where source = $1", _source)!;

    private Task<Comparison> Compare() =>
        store.Services.GetRequiredService<IVerificationStore>().Compare(_source, 5, new Progress<string>(), Cancelled);
}
