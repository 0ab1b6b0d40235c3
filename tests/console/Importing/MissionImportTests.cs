using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Revenue;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Console.Tests.Importing;

/// <summary>The mission's log in the store gives the tables that it gives as a file.</summary>
public sealed class MissionImportTests(ServedImports served) : IClassFixture<ServedImports>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_gives_the_tables_of_the_file_and_once_more_adds_nothing()
    {
        var source = served.NextSource();

        var first = await served.Import(source, MissionData.Log);
        var again = await served.Run("import", source, MissionData.Log);

        Assert.Equal((ImportState.Done, 50_000, 50_000), (first.Imports[0].State, (int)first.Imports[0].Stored, (int)first.Imports[0].File.Rows));
        Assert.Equal(ExitStatus.Done, again.Status);
        Assert.Contains("this content was imported before", again.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was added", again.Error, StringComparison.Ordinal);
        await served.AssertSame(source, MissionData.Log);
        var months = MissionData.Rows("order_log.months.csv").Select(row => (row[0], row[1]));
        var stored = (await served.Output("months", source, "--format", "csv")).Split('\n')[1..^1].Select(row => row.Split(','));
        Assert.Equal(months, stored.Select(row => (row[1], row[2])));
    }

    [Fact]
    public async Task Filters_report_of_the_store_what_they_report_of_the_file()
    {
        using var folder = new TemporaryFolder();
        var source = served.NextSource();
        var ids = (await File.ReadAllLinesAsync(MissionData.Log, Cancellation)).Skip(1).Select(line => line.Split(',')[2]).Distinct().Order(StringComparer.Ordinal);
        var some = folder.File("some.txt", string.Join('\n', ids.Where((_, place) => place % 5 == 0)));
        await served.Import(source, MissionData.Log);
        string[][] filters =
        [
            ["--new", "first-order"],
            ["--from", "2019-12", "--to", "2020-02"],
            ["--from", "2019-12-14", "--to", "2020-03-03T12:30:00Z", "--new", "first-order"],
            ["--from", "2020-W05"],
            ["--customers", some],
            ["--customers", some, "--to", "2020-W09", "--new", "first-order"],
            ["--customers", some, "--from", "2020-01", "--to", "2020-01"],
        ];

        foreach (var filter in filters)
            await served.AssertSameOf(filter, source, MissionData.Log);
    }

    [Fact]
    public async Task Packed_file_is_the_same_content_as_the_file_and_as_standard_input()
    {
        using var folder = new TemporaryFolder();
        var source = served.NextSource();
        var packed = folder.File("log.gz", TemporaryFolder.Gzip(await File.ReadAllBytesAsync(MissionData.Log, Cancellation)));

        await served.Import(source, packed);
        await using var log = File.OpenRead(MissionData.Log);
        var again = await served.RunOn(log, "import", source, "-");

        Assert.Contains("standard input: this content was imported before", again.Error, StringComparison.Ordinal);
        await served.AssertSame(source, MissionData.Log);
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 0, 1)]
    public async Task Parts_of_the_log_in_any_order_are_one_log(params int[] order)
    {
        using var folder = new TemporaryFolder();
        var source = served.NextSource();
        var lines = await File.ReadAllLinesAsync(MissionData.Log, Cancellation);
        var parts = Enumerable.Range(0, 3).Select(part => folder.File(
            $"{part}.csv", string.Join('\n', lines.Where((_, line) => line == 0 || line % 3 == part)))).ToArray();

        var imported = await served.Import(source, [.. order.Select(part => parts[part])]);

        Assert.Equal(50_000, imported.Imports.Sum(import => import.Stored));
        await served.AssertSame(source, MissionData.Log);
    }
}
