using System.Text;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Console.Tests.Revenue;

namespace Orleans.Tx.Console.Tests.Orders;

public sealed class RowReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Rows_are_cut_by_rfc_4180_whatever_the_chunks(int chunk)
    {
        var rows = await Read("a,b\r\n\"x,\"\"y\"\"\n\r\nz\",\"\"\n,\n\nlast,\"1\"", chunk);

        Assert.Equal(["1:a|b", "2:x,\"y\"\n\r\nz|", "5:|", "6:", "7:last|1"], rows);
    }

    [Fact]
    public async Task Quote_in_the_middle_of_a_field_is_a_quote() => Assert.Equal(["1:5\" pipe|x"], await Read("5\" pipe,x\n", 7));

    [Theory]
    [InlineData("\"a,b\nc,d\ne,f")]
    [InlineData("\"a\"b,b\nc,d\ne,f\n")]
    public async Task Quote_that_does_not_come_out_even_costs_its_line_only(string text) =>
        Assert.Equal(["1!Quotes", "2:c|d", "3:e|f"], await Read(text, 2));

    [Fact]
    public async Task Open_quote_in_a_long_file_costs_its_line_only()
    {
        var rest = string.Concat(Enumerable.Repeat("c,d\n", RowReader.LongestRow / 3));

        var rows = await Read($"\"a,b\n{rest}", 100_000);

        Assert.Equal("1!Quotes", rows[0]);
        Assert.Equal("2:c|d", rows[1]);
        Assert.Equal(RowReader.LongestRow / 3 + 1, rows.Count);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public async Task Line_without_end_is_passed_over_in_bounded_memory(int chunk)
    {
        var rows = await Read($"a,b\n{new string('x', 5 * RowReader.LongestRow)}\nc,d\n", chunk);

        Assert.Equal(["1:a|b", "2!TooLong", "3:c|d"], rows);
    }

    [Fact]
    public async Task Field_reads_the_same_twice()
    {
        using var reader = new RowReader(new MemoryStream("\"a\"\"b\",c\n"u8.ToArray()));
        Assert.True(await reader.Fill(TestContext.Current.CancellationToken));
        Assert.True(reader.TryRead());

        Assert.Equal("a\"b", Encoding.UTF8.GetString(reader.Row.Field(0)));
        Assert.Equal("a\"b", Encoding.UTF8.GetString(reader.Row.Field(0)));
    }

    private static async Task<List<string>> Read(string text, int chunk)
    {
        using var reader = new RowReader(new ChunkedStream(Encoding.UTF8.GetBytes(text), chunk), bufferSize: 16);
        var rows = new List<string>();
        do
        {
            while (reader.TryRead())
                rows.Add(reader.Row.Defect == RowDefect.None ? $"{reader.Row.Line}:{Fields(reader)}" : $"{reader.Row.Line}!{reader.Row.Defect}");
        }
        while (await reader.Fill(TestContext.Current.CancellationToken));
        return rows;
    }

    private static string Fields(RowReader reader) =>
        string.Join('|', Enumerable.Range(0, reader.Row.FieldCount).Select(index => Encoding.UTF8.GetString(reader.Row.Field(index))));
}
