using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Grains.Tests.Imports;

public sealed class ImportRowsTests
{
    private static readonly ImportFile File = Stored.File("a.csv");
    private static readonly StoredImport Import = Stored.Import(File) with { State = ImportState.Storing, Line = 0 };
    private static readonly ImportChunk Good = Stored.Chunk(File, 0, 3);

    public static TheoryData<string, ImportChunk> Wrong => new()
    {
        { "customers: has 2 values, lines has 3", Good with { Customers = Good.Customers[..2] } },
        { "times: has 4 values, lines has 3", Good with { Times = [.. Good.Times, 0] } },
        { "amounts: has 0 values, lines has 3", Good with { Amounts = [] } },
        { "currencies: has 1 values, lines has 3", Good with { Currencies = ["EUR"] } },
        { "each is needed, as a list", Good with { Lines = default } },
        { "ids: the rows of this import have none", Good with { Ids = ["a", "b", "c"] } },
        { "lines: 2 does not follow", Good with { Lines = [2, 2, 4] } },
        { "lines: 9 does not follow", Good with { Lines = [2, 3, 9] } },
        { "lines: 4 does not follow", Good with { After = 4, To = 8, Lines = [4, 5, 6] } },
        { "to: 1 does not lie between after, 2,", Good with { After = 2, To = 1 } },
        { "to: 99 does not lie between after, 0, and the last line, 12", Good with { To = 99 } },
        { "customers: that of line 3 is no text of 1 to 500 characters", Good with { Customers = ["a", " ", "c"] } },
        { "customers: that of line 4 is no text of 1 to 500 characters", Good with { Customers = ["a", "b", new string('x', 501)] } },
        { "customers: that of line 2 is no text of 1 to 500 characters", Good with { Customers = ["a\0", "b", "c"] } },
        { "customers: that of line 2 is no text of 1 to 500 characters", Good with { Customers = ["\ud800a", "b", "c"] } },
        { "customers: that of line 2 is no text of 1 to 500 characters", Good with { Customers = [null!, "b", "c"] } },
        { "amounts: 0.000000001 of line 2 is no amount", Good with { Amounts = [0.000000001m, 1, 1] } },
        { "amounts: 1000000000000000 of line 4 is no amount", Good with { Amounts = [1, 1, 1_000_000_000_000_000m] } },
        { "currencies: 'E€' of line 2 is no currency code", Good with { Currencies = ["E€", null, null] } },
        { "times: that of line 2 does not lie between the first and last order", Good with { Times = [Good.Times[0] - 1, Good.Times[1], Good.Times[2]] } },
    };

    [Fact]
    public void Good_rows_are_taken_as_they_are()
    {
        var rows = ImportRows.Of(Import, Good with { Currencies = ["usd", null, ""], Customers = ["a", "\ud83d\ude00", " b "] });

        Assert.Equal((3, 4L, 2L), (rows.Count, rows.To, rows.Line(0)));
        Assert.Equal(["USD", "", ""], Enumerable.Range(0, 3).Select(rows.Currency));
        Assert.Equal(" b ", rows.Customer(2));
        Assert.Equal(File.First!.Value.UtcDateTime, rows.OccurredAt(0));
        Assert.Equal("2026-W01", rows.WeekOf(0).ToString());
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_column_or_value_is_refused_by_its_name(string words, ImportChunk chunk)
    {
        var refused = Assert.Throws<TxException>(() => ImportRows.Of(Import, chunk));

        Assert.Equal(TxError.Invalid, refused.Error);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weeks_before_1970_are_cut_like_others()
    {
        var first = new DateTimeOffset(1969, 12, 28, 23, 59, 59, TimeSpan.Zero);
        var file = File with { First = first, Last = first.AddSeconds(1), Rows = 2 };
        var chunk = Stored.Chunk(file, 0, 2) with { Times = [Stored.Microseconds(first), Stored.Microseconds(first.AddSeconds(1))] };

        var rows = ImportRows.Of(Stored.Import(file) with { State = ImportState.Storing }, chunk);

        Assert.Equal(["1969-W52", "1970-W01"], [rows.WeekOf(0).ToString(), rows.WeekOf(1).ToString()]);
    }

    [Fact]
    public void Rows_of_an_import_with_ids_need_them()
    {
        var keyed = Import with { Keyed = true };

        Assert.Throws<TxException>(() => ImportRows.Of(keyed, Good));
        Assert.Throws<TxException>(() => ImportRows.Of(keyed, Good with { Ids = ["a", "", "c"] }));
        Assert.Equal("c", ImportRows.Of(keyed, Good with { Ids = ["a", "b", "c"] }).Id(2));
    }

    [Fact]
    public void Rows_of_more_weeks_than_a_chunk_may_have_are_refused()
    {
        var file = File with { Rows = 501, Lines = 503, Last = File.First!.Value.AddDays(7 * 500) };
        var chunk = Stored.Chunk(file, 0, 501);

        Assert.Contains("500 are allowed", Assert.Throws<TxException>(() => ImportRows.Of(
            Import with { File = file }, chunk with { Times = [.. chunk.Times.Select((time, row) => time + row * 7 * TimeSpan.MicrosecondsPerDay)] })).Message, StringComparison.Ordinal);
    }
}
