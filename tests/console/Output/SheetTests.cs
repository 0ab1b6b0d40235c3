using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Console.Tests.Output;

public sealed class SheetTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49", "'+49")]
    [InlineData("-x", "'-x")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "'\tx")]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("=\"x\"", "\"'=\"\"x\"\"\"")]
    public void Csv_text_is_quoted_and_runs_as_no_formula(string text, string written)
    {
        var sheet = new Sheet(SheetColumn.Text("name"));
        sheet.Add(text);
        var output = new StringWriter();

        SheetCsv.Write(sheet, output);

        Assert.Equal($"name\n{written}\n", output.ToString());
    }

    [Fact]
    public void Csv_numbers_keep_their_sign()
    {
        var sheet = new Sheet(SheetColumn.Number("revenue"));
        sheet.Add("-1.50");
        var output = new StringWriter();

        SheetCsv.Write(sheet, output);

        Assert.Equal("revenue\n-1.50\n", output.ToString());
    }

    [Fact]
    public void Table_that_is_too_wide_goes_on_below_with_its_first_column_again()
    {
        var output = new StringWriter();
        using var terminal = new Terminal(Stream.Null, output, TextWriter.Null, TimeProvider.System) { OutputIsTerminal = true, Width = 24 };
        var sheet = new Sheet(SheetColumn.Text("month"), SheetColumn.Number("revenue"), SheetColumn.Number("orders"));
        sheet.Add("2020-01", "1234567.50", "1000");

        SheetTable.Write(sheet, terminal);

        var lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= 24, line));
        Assert.Equal(2, lines.Count(line => line.Contains("2020-01", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("1,234,567.50", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith(" 1,000", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0.00", "0.00")]
    [InlineData("-123.4", "-123.4")]
    [InlineData("-1234.50", "-1,234.50")]
    [InlineData("1000000", "1,000,000")]
    [InlineData("", "")]
    public void Digits_are_grouped_by_thousands(string number, string grouped) => Assert.Equal(grouped, Digits.Grouped(number));
}
