using System.Text;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Console.Tests.Importing;

public sealed class ImportTests(ServedImports served) : IClassFixture<ServedImports>, IDisposable
{
    private const string Header = "order_id,customer,amount,date\n";
    private const string January = Header + "1,ann,10.00,2026-01-05\n2,bob,2.50,2026-01-20\n2,bob,2.50,2026-01-20\n";
    private const string Later = Header + "2,bob,3.50,2026-01-20\n3,ann,1.00,2026-02-11\n";

    private readonly TemporaryFolder _folder = new();
    private readonly string _source = served.NextSource();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task File_that_overlaps_is_refused_and_both_ways_out_work()
    {
        var (january, later) = (_folder.File("january.csv", January), _folder.File("later.csv", Later));
        await served.Import(_source, january);

        var refused = await served.Run("import", _source, later);
        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.Contains("--overlap add counts both, --replace takes", refused.Error, StringComparison.Ordinal);

        await served.Import(_source, later, "--overlap", "add");
        await served.AssertSame(_source, january, later);

        var whole = _folder.File("whole.csv", Header + "1,ann,11.00,2026-01-05\n9,eve,4.00,2026-02-11\n");
        var replaced = await served.Import(_source, whole, "--replace");
        Assert.Equal(5, replaced.Imports[0].TakenOut);
        await served.AssertSame(_source, whole);

        // What was replaced may come again.
        Assert.Equal(3, (await served.Import(_source, january, "--replace")).Imports[0].Stored);
        await served.AssertSame(_source, january, _folder.File("rest.csv", Header + "9,eve,4.00,2026-02-11\n"));
    }

    [Fact]
    public async Task Ids_tell_the_same_order_in_files_that_overlap()
    {
        var (first, second) = (_folder.File("first.csv", Header + "1,ann,10.00,2026-01-05\n2,bob,2.50,2026-01-20\n"), _folder.File("second.csv", Later));
        await served.Import(_source, first, "--id-column", "order_id");

        var imported = (await served.Import(_source, second, "--id-column", "order_id")).Imports[0];

        Assert.Equal((1L, 1L), (imported.Stored, imported.Restated));
        await served.AssertSame(_source, _folder.File("all.csv", Header + "1,ann,10.00,2026-01-05\n2,bob,3.50,2026-01-20\n3,ann,1.00,2026-02-11\n"));
    }

    [Fact]
    public async Task Rows_that_can_not_be_read_are_told_counted_and_rejected()
    {
        var file = _folder.File("bad.csv", January + "4,,1.00,2026-01-21\n,eve,1.00,2026-01-21\n5,eve,much,2026-01-22\n6,eve,1.00,2026-01-23\n");

        var told = await served.Run("import", _source, file, "--strict");
        Assert.Equal(ExitStatus.Incomplete, told.Status);
        Assert.Contains("line 5: missing-customer", told.Error, StringComparison.Ordinal);
        Assert.Contains("line 7: bad-amount", told.Error, StringComparison.Ordinal);
        Assert.Contains("\"rejected\": 2", await served.Output("months", _source, "--format", "json"), StringComparison.Ordinal);
        await served.AssertSame(_source, file);

        var keyed = await served.Import(served.NextSource(), file, "--id-column", "1");
        Assert.Equal(1, keyed.Imports[0].File.Bad["missing-id"]);
    }

    [Fact]
    public async Task Bad_row_that_is_to_fail_ends_it_before_anything_is_stored()
    {
        var failed = await served.Run("import", _source, _folder.File("good.csv", January), _folder.File("bad.csv", Later + "4,,1,2026-03-01\n"), "--on-bad-row", "fail");

        Assert.Equal(ExitStatus.Failed, failed.Status);
        Assert.Contains("line 4: missing-customer", failed.Error, StringComparison.Ordinal);
        Assert.Contains("there is no", (await served.Run("months", _source)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_read_otherwise_is_refused_unless_it_is_to_be_replaced()
    {
        var file = _folder.File("times.csv", "customer,amount,date,tax\nann,10.00,2026-01-31T23:30:00,1\nbob,5,2026-02-01T01:00:00,2\n");
        await served.Import(_source, file);

        var refused = await served.Run("import", _source, file, "--source-zone", "Asia/Tokyo");
        Assert.Contains("read otherwise", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--replace", refused.Error, StringComparison.Ordinal);
        await served.Import(_source, file, "--customer-column", "customer", "--amount-column", "2");

        await served.Import(_source, file, "--source-zone", "Asia/Tokyo", "--replace");
        Assert.Contains(",2026-01,15.00,", await served.Output("months", _source, "--format", "csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_without_rows_is_imported_and_one_without_a_header_is_refused()
    {
        Assert.Equal((ImportState.Done, 0L), (await served.Import(_source, _folder.File("header.csv", Header))).Imports.Select(import => (import.State, import.Stored)).Single());
        Assert.Equal(ExitStatus.Usage, (await served.Run("import", _source, _folder.File("empty.csv", ""))).Status);
        Assert.Equal(ExitStatus.Usage, (await served.Run("import", _source, _folder.File("names.csv", "a,b,c\n1,2,3\n"))).Status);
        Assert.Contains("there is no file", (await served.Run("import", _source, "nowhere.csv")).Error, StringComparison.Ordinal);
        Assert.Contains("header.csv,done,0,", await served.Output("import", _source, "--list", "--format", "csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_that_has_an_api_takes_no_files_with_and_without_a_service()
    {
        var file = _folder.File("january.csv", January);

        Assert.Contains("'shop' has an API", (await served.Run("import", "shop", file)).Error, StringComparison.Ordinal);
        Assert.Contains("'shop' has an API", (await served.Work.Run("import", file, "--source", "shop")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--replace and --overlap add keep", "--replace", "--overlap", "add")]
    [InlineData("--list shows imports and takes no FILE", "--list")]
    [InlineData("--id-column 'nr' is no column", "--id-column", "nr")]
    [InlineData("'Old Shop' is no name", "--source", "Old Shop")]
    public async Task Wrong_usage_is_refused(string words, params string[] options)
    {
        var refused = await InProcess.Run(["import", _folder.File("january.csv", January), "--server", served.Address, .. options]);

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.Contains(words.Replace("--replace and --overlap add keep", "choose one", StringComparison.Ordinal), refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_of_files_has_no_weeks_and_pulls_nothing()
    {
        await served.Import(_source, _folder.File("january.csv", January));

        Assert.Equal("[]", (await served.Output("weeks", _source, "--format", "json")).Trim());
        var refused = await served.Run("pull", _source, "--week", "2026-W02");
        Assert.Contains($"No source '{_source}' is configured", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_are_counted_alike_however_odd_their_rows_are()
    {
        // Quoted line breaks, carriage returns, empty lines, a byte order mark, no line break at the end, ids and times of every length.
        var text = new StringBuilder("\ufefforder_id,customer,amount,date\r\n");
        for (var row = 0; row < 30_000; row++)
            text.Append(row % 7 == 0 ? "\n" : "").Append(row).Append(row % 5 == 0 ? ",\"a\nb \"\"c\"\"\"," : ",customer " + row % 100 + ",").Append(row % 11).Append(".25,2026-01-").Append((row % 28 + 1).ToString("00", null)).Append(row % 3 == 0 ? "\r\n" : "\n");
        var file = _folder.File("odd.csv", text.ToString().TrimEnd());

        Assert.Equal(30_000, (await served.Import(_source, file, "--id-column", "order_id")).Imports[0].Stored);
        await served.AssertSame(_source, file);
    }
}
