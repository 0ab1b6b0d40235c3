using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Console.Tests.Revenue;

namespace Orleans.Tx.Console.Tests.Orders;

public sealed class BlockRowsTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 16)]
    [InlineData(1000, 5)]
    [InlineData(1000, 1000)]
    public async Task Rows_are_cut_by_rfc_4180_whatever_the_chunks_and_blocks(int chunk, int blockSize)
    {
        var rows = await Read("a,b\r\n\"x,\"\"y\"\"\n\r\nz\",\"\"\n,\n\nlast,\"1\"", chunk, blockSize);

        Assert.Equal(["1:a|b", "2:x,\"y\"\n\r\nz|", "5:|", "6:", "7:last|1"], rows);
    }

    [Theory]
    [InlineData("a,b\nc,d\n", "1:a|b", "2:c|d")]
    [InlineData("a,b\r\nc,d", "1:a|b", "2:c|d")]
    [InlineData("a,b\n\n,\nc\nc,d,e\nf,\r", "1:a|b", "2:", "3:|", "4:c", "5:c|d|e", "6:f|")]
    [InlineData("a,b\r", "1:a|b")]
    [InlineData("\r\n\n", "1:", "2:")]
    [InlineData("a,b\r,c", "1:a|b\r|c")]
    public async Task Rows_without_quotes_are_cut_the_same_with_and_without_the_index(string text, params string[] expected)
    {
        for (var blockSize = 1; blockSize < 20; blockSize++)
        {
            Assert.Equal(expected, await Read(text, chunk: 7, blockSize));
            Assert.Equal(expected, await Read(text, chunk: 7, blockSize, usualFields: 2));
        }
    }

    [Fact]
    public async Task Rows_of_the_usual_fields_come_from_the_index_in_any_length()
    {
        var expected = Enumerable.Range(0, 200).Select(row => $"{row + 1}:{new string('x', row)}|{row}|").ToArray();
        var text = string.Concat(expected.Select(row => row[(row.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace('|', ',') + "\n"));

        Assert.Equal(expected, await Read(text, chunk: 1000, blockSize: 4096, usualFields: 3));
    }

    [Fact]
    public void Any_text_is_cut_the_same_with_and_without_the_index() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements("ab,,\"\"\"\r\n\n".ToCharArray()), 60).ToArbitrary(), Gen.Choose(1, 70).ToArbitrary(), (letters, blockSize) =>
        {
            var text = new string(letters);
            Assert.Equal(Plain(text), Read(text, chunk: 11, blockSize, usualFields: 2).Result);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Well_quoted_text_is_read_by_the_index()
    {
        var fields = Gen.Elements("", "a", "\"\"", "\"b,c\"", "\"d\nee\"", "\"f\"\"g\"", "\"a rather long field, with a delimiter and a\r\nline break\"");
        var row = Gen.Zip(fields, fields).Select(pair => $"{pair.Item1},{pair.Item2}");
        Prop.ForAll(Gen.ArrayOf(row).ToArbitrary(), Gen.Elements("\n", "\r\n").ToArbitrary(), (rows, lineBreak) =>
        {
            var (block, index) = (Encoding.UTF8.GetBytes(string.Concat(rows.Select(text => text + lineBreak))), new FieldIndex());

            Assert.True(index.TryBegin(block, (byte)','));
            Assert.All(rows, _ => Assert.True(index.TryTake(2, out var _)));
            Assert.Equal(Plain(Encoding.UTF8.GetString(block)), Read(Encoding.UTF8.GetString(block), chunk: 50, blockSize: 64, usualFields: 2).Result);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Quote_in_the_middle_of_a_field_is_a_quote() => Assert.Equal(["1:5\" pipe|x"], await Read("5\" pipe,x\n", 7, 7));

    [Theory]
    [InlineData("\"a,b\nc,d\ne,f")]
    [InlineData("\"a\"b,b\nc,d\ne,f\n")]
    public async Task Quote_that_does_not_come_out_even_costs_its_line_only(string text) =>
        Assert.Equal(["1!Quotes", "2:c|d", "3:e|f"], await Read(text, 2, 4));

    [Fact]
    public async Task Open_quote_in_a_long_file_costs_its_line_only()
    {
        var rest = string.Concat(Enumerable.Repeat("c,d\n", BlockReader.LongestRow / 3));

        var rows = await Read($"\"a,b\n{rest}", 100_000, 1 << 16);

        Assert.Equal("1!Quotes", rows[0]);
        Assert.Equal("2:c|d", rows[1]);
        Assert.Equal(BlockReader.LongestRow / 3 + 1, rows.Count);
    }

    [Theory]
    [InlineData(1000, 100)]
    [InlineData(1_000_000, 1 << 20)]
    public async Task Line_without_end_is_passed_over_in_bounded_memory(int chunk, int blockSize)
    {
        var rows = await Read($"a,b\n{new string('x', 5 * BlockReader.LongestRow)}\nc,d\n", chunk, blockSize);

        Assert.Equal(["1:a|b", "2!TooLong", "3:c|d"], rows);
    }

    [Fact]
    public async Task Row_of_almost_the_longest_length_is_read()
    {
        var text = new string('x', BlockReader.LongestRow - 10);

        Assert.Equal(["1:a|b", $"2:{text}|y"], await Read($"a,b\n{text},y\n", 4096, 512));
    }

    [Fact]
    public async Task Field_reads_the_same_twice()
    {
        var (rows, block) = (new BlockRows(Delimiter.Comma), new OrderBlock());
        using var blocks = new BlockReader(new MemoryStream("\"a\"\"b\",c\n"u8.ToArray()), 100);
        Assert.True(await blocks.Read(block, Cancellation));
        rows.Begin(block);
        Assert.True(rows.TryRead());

        Assert.Equal("a\"b", Encoding.UTF8.GetString(rows.Row.Field(0)));
        Assert.Equal("a\"b", Encoding.UTF8.GetString(rows.Row.Field(0)));
    }

    // All rows by the splitter alone.
    private static List<string> Plain(string text)
    {
        var (bytes, row, found, line, at) = (Encoding.UTF8.GetBytes(text), new Row(Delimiter.Comma), new List<string>(), 1L, 0);
        while (at < bytes.Length)
        {
            var cut = row.Cut(bytes, at, bytes.Length, last: true);
            row.Defect = cut.Defect;
            var lines = bytes.AsSpan(at, cut.Length).Count((byte)'\n');
            found.Add(cut.Defect == RowDefect.None ? $"{line}:{Fields(row, row.FieldCount)}" : $"{line}!{cut.Defect}");
            (line, at) = (line + lines, at + cut.Length);
        }

        return found;
    }

    /// <param name="usualFields">Rows of so many fields are asked of the index first; none are where it is 0.</param>
    private static async Task<List<string>> Read(string text, int chunk, int blockSize, int usualFields = 0)
    {
        using var blocks = new BlockReader(new ChunkedStream(Encoding.UTF8.GetBytes(text), chunk), blockSize);
        await blocks.PeekLine(Cancellation);
        var (rows, block, found, linesBefore) = (new BlockRows(Delimiter.Comma), new OrderBlock(), new List<string>(), 0L);
        while (await blocks.Read(block, Cancellation))
        {
            rows.Begin(block);
            while (Next(rows, usualFields, linesBefore) is { } row)
                found.Add(row);
            linesBefore += rows.Lines;
        }

        return found;
    }

    private static string? Next(BlockRows rows, int usualFields, long linesBefore)
    {
        if (usualFields > 0 && rows.TryReadUsual(usualFields, out var usual))
            return $"{linesBefore + rows.Line}:{Fields(usual, usualFields)}";
        if (!rows.TryRead())
            return null;
        return rows.Row.Defect == RowDefect.None
            ? $"{linesBefore + rows.Row.Line}:{Fields(rows.Row, rows.Row.FieldCount)}"
            : $"{linesBefore + rows.Row.Line}!{rows.Row.Defect}";
    }

    private static string Fields<TRow>(TRow row, int count)
        where TRow : IFieldRow, allows ref struct
    {
        var fields = new List<string>();
        for (var index = 0; index < count; index++)
            fields.Add(Encoding.UTF8.GetString(row.Field(index)));
        return string.Join('|', fields);
    }
}
