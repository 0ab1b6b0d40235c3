using System.Collections.Immutable;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Revenue;
using static Orleans.Tx.Grains.Tests.Imports.Stored;

namespace Orleans.Tx.Grains.Tests.Imports;

public sealed class ImportCoverageTests
{
    private static readonly StoredImport Done = Import(File("a"));
    private static readonly StoredImport Begun = Done with { State = ImportState.Storing };
    private static readonly StoredImport Cancelled = Done with { State = ImportState.Cancelled };
    private static readonly ImportCounts NoRows = new(10, 0, 0, 0, 0, Gone: 10, 0);

    [Fact]
    public void Source_of_files_is_complete_with_all_of_them_done() => AssertComplete(true, Done, Done with { Number = 2 });

    [Fact]
    public void Import_that_is_under_way_or_was_cancelled_in_the_middle_is_not_complete()
    {
        AssertComplete(false, Done, Begun);
        AssertComplete(false, Done, Begun with { State = ImportState.Replacing });
        AssertComplete(false, Done, Cancelled);
    }

    [Fact]
    public void Import_that_was_cancelled_and_left_nothing_does_not_count() => AssertComplete(true, Done, Cancelled with { Counts = NoRows });

    [Fact]
    public void Import_that_took_rows_out_and_stopped_is_complete_only_once_another_spans_it()
    {
        var stopped = Cancelled with { Counts = NoRows with { TakenOut = 3 }, ReplacedBy = 2 };

        AssertComplete(false, stopped, Import(File("b", 3, 4), 2));
        AssertComplete(true, stopped, Import(File("b", 1, 10), 2));
        AssertComplete(false, stopped, Import(File("b", 1, 10), 2) with { State = ImportState.Storing });
    }

    [Fact]
    public void Rows_that_could_not_be_read_are_rejected_unless_their_file_was_replaced()
    {
        var bad = Done with { File = Done.File with { Bad = ImmutableSortedDictionary<string, long>.Empty.Add("bad-date", 3) } };

        Assert.Equal(3, Answer([bad, bad with { ReplacedBy = 1 }]).Rejected);
    }

    [Fact]
    public void Batches_that_are_not_counted_yet_make_it_incomplete() => Assert.False(Answer([Done], position: 3).Complete);

    private static void AssertComplete(bool complete, params StoredImport[] imports)
    {
        var coverage = Answer(imports);
        Assert.Equal((complete, complete, 0), (coverage.Complete, coverage.NewComplete, coverage.Weeks.Length));
    }

    private static Coverage Answer(StoredImport[] imports, long position = 4)
    {
        var coverage = new StoreCoverage([], null, TimeZoneInfo.Utc, new StoredPosition(1, position, 4, "UTC"), new ImportCoverage(imports));
        return coverage.Onto(RevenueAnswers.From(RevenueReport.From(new RevenueMatrix()), "UTC")).Coverage!;
    }
}
