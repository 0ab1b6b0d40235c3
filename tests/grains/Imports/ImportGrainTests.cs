using Orleans.Tx.Grains.Imports;
using static Orleans.Tx.Grains.Tests.Imports.Stored;

namespace Orleans.Tx.Grains.Tests.Imports;

public sealed class ImportGrainTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static int _sources;

    private readonly IImportGrain _grain = silo.Grains.GetGrain<IImportGrain>($"files-{Interlocked.Increment(ref _sources)}");

    [Fact]
    public async Task A_file_is_opened_stored_in_order_and_finished()
    {
        var file = File("a.csv");
        var opened = (await _grain.Open(Request(ImportOverlap.Refuse, file))).Imports[0];
        var half = await _grain.Store(opened.Id, Chunk(file, 0, 6));
        var whole = await _grain.Store(opened.Id, Chunk(file, half.Line, 4) with { To = file.Lines });
        var done = await _grain.Finish(opened.Id);

        Assert.Equal((ImportState.Storing, 0L), (opened.State, opened.Line));
        Assert.Equal((7L, 6L, file.Lines, 10L), (half.Line, half.Stored, whole.Line, whole.Stored));
        Assert.Equal(ImportState.Done, done.State);
        Assert.Equal(done, Assert.Single((await _grain.List()).Imports));
        Assert.Equal(done, await _grain.Finish(opened.Id));
    }

    [Fact]
    public async Task A_chunk_that_is_sent_again_changes_nothing_and_one_that_leaves_a_gap_is_refused()
    {
        var file = File("a.csv");
        var opened = (await _grain.Open(Request(ImportOverlap.Refuse, file))).Imports[0];
        await _grain.Store(opened.Id, Chunk(file, 0, 6));

        var again = await _grain.Store(opened.Id, Chunk(file, 0, 6));
        var refused = await Assert.ThrowsAsync<TxException>(() => _grain.Store(opened.Id, Chunk(file, 9, 2)));

        Assert.Equal(6, again.Stored);
        Assert.Equal("after: the import is stored up to line 7, not 9", refused.Message);
    }

    [Fact]
    public async Task An_import_is_finished_only_with_all_its_rows()
    {
        var file = File("a.csv");
        var opened = (await _grain.Open(Request(ImportOverlap.Refuse, file))).Imports[0];
        await _grain.Store(opened.Id, Chunk(file, 0, 6));
        var early = await Assert.ThrowsAsync<TxException>(() => _grain.Finish(opened.Id));
        await _grain.Store(opened.Id, Chunk(file, 7, 3) with { To = file.Lines });
        var fewer = await Assert.ThrowsAsync<TxException>(() => _grain.Finish(opened.Id));

        Assert.Contains("is storing at line 7 of 12: it can't be finished", early.Message, StringComparison.Ordinal);
        Assert.Contains("was opened with 10 rows, and 9 came", fewer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_was_cancelled_takes_no_rows()
    {
        var file = File("a.csv");
        var opened = (await _grain.Open(Request(ImportOverlap.Refuse, file))).Imports[0];

        Assert.Equal(ImportState.Cancelled, (await _grain.Cancel(opened.Id)).State);

        var refused = await Assert.ThrowsAsync<TxException>(() => _grain.Store(opened.Id, Chunk(file, 0, 6)));
        Assert.Contains("was cancelled", refused.Message, StringComparison.Ordinal);
        Assert.Contains("was cancelled", (await Assert.ThrowsAsync<TxException>(() => _grain.Replace(opened.Id))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_rows_are_taken_while_those_they_replace_are_still_there()
    {
        var first = File("a.csv");
        await _grain.Open(Request(ImportOverlap.Refuse, first));
        await _grain.Store(1, Chunk(first, 0, 6));
        var second = File("b.csv");
        var opened = (await _grain.Open(Request(ImportOverlap.Replace, second))).Imports[0];

        await Assert.ThrowsAsync<TxException>(() => _grain.Store(opened.Id, Chunk(second, 0, 6)));
        Assert.Equal(ImportState.Storing, (await _grain.Replace(opened.Id)).State);
        Assert.Equal(6, (await _grain.Store(opened.Id, Chunk(second, 0, 6))).Stored);
    }

    [Fact]
    public async Task An_import_that_is_not_known_is_not_found()
    {
        foreach (var call in (Func<Task>[])[() => _grain.Status(9), () => _grain.Cancel(9), () => _grain.Finish(9), () => _grain.Replace(9), () => _grain.Store(9, Chunk(File("a"), 0, 1))])
            Assert.Equal(TxError.NotFound, (await Assert.ThrowsAsync<TxException>(call)).Error);
    }

    [Fact]
    public async Task A_source_with_an_api_takes_no_files()
    {
        var grain = silo.Grains.GetGrain<IImportGrain>(silo.NewSource().Name);

        var refused = await Assert.ThrowsAsync<TxException>(() => grain.Open(Request(ImportOverlap.Refuse, File("a.csv"))));

        Assert.Contains("has an API", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused()
    {
        var refused = await Assert.ThrowsAsync<TxException>(() => silo.Grains.GetGrain<IImportGrain>("Old Shop").Open(Request(ImportOverlap.Refuse, File("a.csv"))));

        Assert.Equal("source: 'Old Shop' is no name; allowed: 1 to 40 of a-z, 0-9 and -", refused.Message);
    }

    [Fact]
    public async Task What_someone_else_moved_may_be_tried_again()
    {
        var file = File("a.csv");
        await _grain.Open(Request(ImportOverlap.Refuse, file));
        silo.Imports.Failure = new ImportMovedException("elsewhere");

        var refused = await Assert.ThrowsAsync<TxException>(() => _grain.Store(1, Chunk(file, 0, 6)));
        silo.Imports.Failure = null;

        Assert.Equal(TxError.Unavailable, refused.Error);
        Assert.Equal(6, (await _grain.Store(1, Chunk(file, 0, 6))).Stored);
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("files")]
    [InlineData("name")]
    [InlineData("options")]
    [InlineData("first, last")]
    [InlineData("rows, lines")]
    [InlineData("overlap")]
    public async Task A_request_that_is_wrong_is_refused_by_the_field(string field)
    {
        var file = File("a.csv");
        var request = Request(ImportOverlap.Refuse, field switch
        {
            "sha256" => file with { Sha256 = new string('X', 64) },
            "name" => file with { Name = " " },
            "options" => file with { Options = "" },
            "first, last" => file with { Last = file.First!.Value.AddTicks(-1) },
            "rows, lines" => file with { Rows = 13 },
            _ => file,
        });
        request = field switch { "files" => request with { Files = [] }, "overlap" => request with { Overlap = (ImportOverlap)9 }, _ => request };

        var refused = await Assert.ThrowsAsync<TxException>(() => _grain.Open(request));

        Assert.StartsWith($"{field}: ", refused.Message, StringComparison.Ordinal);
    }
}
