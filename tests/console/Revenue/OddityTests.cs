using System.Text;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Console.Tests.Revenue;

/// <summary>What the files are like that people really have.</summary>
public sealed class OddityTests
{
    private const string Header = "customer,date,amount\n";

    [Theory]
    [InlineData("\uFEFFcustomer,date,amount\na,2020-01-01,5\n")]
    [InlineData("customer,date,amount\r\na,2020-01-01,5\r\n")]
    [InlineData("customer,date,amount\na,2020-01-01,5")]
    [InlineData("customer,date,amount\r\na,2020-01-01,5\r\n\r\n")]
    [InlineData("\ncustomer,date,amount\n\na,2020-01-01,5\n\n")]
    [InlineData("\"customer\",\"date\",\"amount\"\r\n\"a\",\"2020-01-01\",\"5\"\r\n")]
    [InlineData("customer;date;amount\na;2020-01-01;5\n")]
    [InlineData("customer\tdate\tamount\na\t2020-01-01\t5\n")]
    [InlineData("customer|date|amount\na|2020-01-01|5\n")]
    [InlineData("customer  date amount\n  a 2020-01-01 \t 5  \n")]
    [InlineData("Customer ID,Order Date,Order Total\na,2020-01-01, 5 \n")]
    [InlineData("date,note,amount,customer\n2020-01-01,\"one, \"\"two\"\"\nand\r\nthree\",5,a\n")]
    public async Task Log_is_read_however_it_is_written(string log) =>
        Assert.Equal(",2020-01,5.00,5.00,0.00,100.00,1,1,1,1", await OnlyMonth(log));

    [Theory]
    [InlineData("8.9", "8.90")]
    [InlineData("-0.01", "-0.01")]
    [InlineData("+5.", "5.00")]
    [InlineData(".5", "0.50")]
    [InlineData("0.00000001", "0.00000001")]
    [InlineData("1.100000000000", "1.10")]
    [InlineData("999999999999999.99999999", "999999999999999.99999999")]
    public async Task Amount_is_exact(string amount, string shown) =>
        Assert.StartsWith($",2020-01,{shown},{shown},0.00,100.00,", await OnlyMonth($"{Header}a,2020-01-01,{amount}\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("1e3", "has an exponent")]
    [InlineData("\"1,234.50\"", "'1,234.50' has a comma: amounts are written without thousands separators")]
    [InlineData("$5", "is no number")]
    [InlineData("", "there is no amount")]
    [InlineData("-", "is no amount")]
    [InlineData("1.000000001", "at most 8 places")]
    [InlineData("1000000000000000", "below 10^15")]
    public async Task Amount_that_is_none_is_set_aside_with_a_hint(string amount, string hint)
    {
        var result = await InProcess.RunOn($"{Header}a,2020-01-01,{amount}\n", "revenue", "-", "--format", "json");

        Assert.Contains("\"bad-amount\": 1", result.Out, StringComparison.Ordinal);
        Assert.StartsWith("standard input, line 2: bad-amount: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(hint, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,2020-01-01", "wrong-columns")]
    [InlineData("a,2020-01-01,5,6", "wrong-columns")]
    [InlineData(",2020-01-01,5", "missing-customer")]
    [InlineData(" \t,2020-01-01,5", "missing-customer")]
    [InlineData("\u00A0,2020-01-01,5", "missing-customer")]
    [InlineData("a\0b,2020-01-01,5", "bad-customer")]
    [InlineData("a,01/02/20,5", "bad-date")]
    [InlineData("a,20-01-01,5", "bad-date")]
    [InlineData("a,2020-02-30,5", "bad-date")]
    [InlineData("a,2020-01-01T24:00:01Z,5", "bad-date")]
    [InlineData("a,2020-01-01T23:59:60Z,5", "bad-date")]
    [InlineData("a,,5", "bad-date")]
    [InlineData("\"a\"b,2020-01-01,5", "bad-quotes")]
    [InlineData("\"a,2020-01-01,5", "bad-quotes")]
    public async Task Bad_row_is_set_aside_by_its_reason_and_the_others_count(string row, string reason)
    {
        var result = await InProcess.RunOn($"{Header}a,2020-01-01,5\n{row}\nb,2020-01-02,7\n", "revenue", "-", "--format", "json");

        Assert.Contains($"\"{reason}\": 1\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("\"rows\": 2,", result.Out, StringComparison.Ordinal);
        Assert.StartsWith($"standard input, line 3: {reason}: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customer_that_is_no_utf8_is_set_aside()
    {
        byte[] log = [.. Encoding.ASCII.GetBytes($"{Header}M"), 0xFC, .. Encoding.ASCII.GetBytes("ller,2020-01-01,5\n")];

        var result = await InProcess.RunOn(new MemoryStream(log), "revenue", "-", "--format", "json");

        Assert.Contains("\"bad-customer\": 1", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_are_text_even_where_they_look_like_numbers()
    {
        var log = $"{Header}0017,2020-01-01,1\n17,2020-01-01,1\n17850.0,2020-01-01,1\n17850,2020-01-01,1\nÅse 🛒,2020-01-01,1\n";

        Assert.Equal(",2020-01,5.00,5.00,0.00,100.00,5,5,5,5", await OnlyMonth(log));
        Assert.Equal(",2020-01,1.00,1.00,0.00,100.00,1,1,1,1", await OnlyMonth(log, "--customer", "Åse 🛒"));
    }

    [Theory]
    [InlineData("2019-12-30", "2019-12")]
    [InlineData("2020-04-13 22:00:41+00:00", "2020-04")]
    [InlineData("2020-03-31T23:30:00-01:00", "2020-04")]
    [InlineData("2020-04-30T24:00:00Z", "2020-05")]
    [InlineData("20200413T220041Z", "2020-04")]
    [InlineData("2020-04-13T22:00:41.123456789Z", "2020-04")]
    [InlineData("2020-04-13 22:00 UTC", "2020-04")]
    public async Task Month_is_that_of_the_calendar(string date, string month) =>
        Assert.StartsWith($",{month},5.00,", await OnlyMonth($"{Header}a,{date},5\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("1585699200", "unix", "2020-04")]
    [InlineData("1585699199.999", "unix", "2020-03")]
    [InlineData("1585699199999", "unix-ms", "2020-03")]
    [InlineData("3/31/2020 23:59", "M/d/yyyy H:mm", "2020-03")]
    [InlineData("01.04.20", "dd.MM.yy", "2020-04")]
    [InlineData("2020-04-01", "iso", "2020-04")]
    public async Task Date_is_read_in_the_format_that_is_named(string date, string format, string month) =>
        Assert.StartsWith($",{month},5.00,", await OnlyMonth($"{Header}a,{date},5\n", "--date-format", format), StringComparison.Ordinal);

    [Fact]
    public async Task Formats_may_differ_within_a_log() => Assert.StartsWith(
        ",2020-01,6.00,",
        await OnlyMonth($"{Header}a,1577836800,1\na,02.01.2020,2\na,2020-01-03,3\n", "--date-format", "unix", "--date-format", "dd.MM.yyyy", "--date-format", "iso"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("2020-03-31 23:30", "Europe/Berlin", "UTC", "2020-03")]
    [InlineData("2020-04-01 01:30", "Europe/Berlin", "UTC", "2020-03")]
    [InlineData("2020-04-01 02:00", "Europe/Berlin", "UTC", "2020-04")]
    [InlineData("2020-03-31T22:30:00Z", "UTC", "Europe/Berlin", "2020-04")]
    [InlineData("2020-04-01T02:30:00Z", "UTC", "America/New_York", "2020-03")]
    [InlineData("2020-03-29 02:30", "Europe/Berlin", "Europe/Berlin", "2020-03")]
    public async Task Zones_decide_the_month(string date, string sourceZone, string zone, string month) =>
        Assert.StartsWith($",{month},5.00,", await OnlyMonth($"{Header}a,{date},5\n", "--source-zone", sourceZone, "--zone", zone), StringComparison.Ordinal);

    [Fact]
    public async Task Amount_may_be_a_product_of_two_columns()
    {
        const string Log = "CustomerID,InvoiceDate,Quantity,UnitPrice\n17850.0,2020-01-01,6,2.55\n17850.0,2020-01-02,-1,0.3\n";

        Assert.StartsWith(",2020-01,15.00,", await OnlyMonth(Log, "--amount-column", "Quantity*UnitPrice"), StringComparison.Ordinal);
        Assert.StartsWith(",2020-01,15.00,", await OnlyMonth(Log, "--amount-column", "3*4"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_without_a_header_is_read_by_positions() => Assert.StartsWith(
        ",2020-01,5.50,",
        await OnlyMonth("a\t5.50\t2020-01-01\n", "--no-header", "--delimiter", "tab", "--customer-column", "1", "--amount-column", "2", "--date-column", "3"),
        StringComparison.Ordinal);

    [Fact]
    public async Task Header_without_rows_is_a_log_without_orders()
    {
        var result = await InProcess.RunOn(Header, "revenue", "-", "--format", "json");

        Assert.Equal(ExitStatus.Done, result.Status);
        Assert.Contains("\"rows\": 0,", result.Out, StringComparison.Ordinal);
        Assert.Contains("\"currencies\": []", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "standard input is empty; a header that names the columns was expected")]
    [InlineData("id,when,sum\n", "standard input: no column is known as the customer; name it with --customer-column: the columns are 1 'id', 2 'when', 3 'sum'")]
    [InlineData("customer,date,created_at,amount\n", "standard input: more than one column may be the date; choose with --date-column")]
    [InlineData("orders\n", "standard input: its first line has a single column; name what separates columns with --delimiter")]
    [InlineData("PK\u0003\u0004", "standard input is a zip archive or a workbook")]
    public async Task Unclear_log_is_refused_with_what_to_do(string log, string sentence)
    {
        var result = await InProcess.RunOn(log, "revenue", "-");

        Assert.Equal(ExitStatus.Usage, result.Status);
        Assert.StartsWith($"tx: {sentence}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Utf16_is_refused_by_name()
    {
        var result = await InProcess.RunOn(new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Header)]), "revenue", "-");

        Assert.StartsWith("tx: standard input is UTF-16 text; convert it to UTF-8", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_of_two_gigabytes_costs_itself_only()
    {
        using var log = new LongLineStream($"{Header}a,2020-01-01,5\n", lineLength: 1L << 31, "\nb,2020-01-02,7\n");

        var result = await InProcess.RunOn(log, "revenue", "-", "--format", "csv");

        Assert.StartsWith("standard input, line 3: too-long: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(",2020-01,12.00,12.00,0.00,100.00,2,2,2,2", Assert.Single(result.Out.TrimEnd('\n').Split('\n')[1..]));
    }

    [Fact]
    public async Task Lines_that_end_with_a_carriage_return_alone_are_refused_by_name()
    {
        var result = await InProcess.RunOn("customer,date,amount\ra,2020-01-01,5\rb,2020-01-01,5\r", "revenue", "-");

        Assert.Equal(ExitStatus.Usage, result.Status);
        Assert.StartsWith("tx: standard input: its lines end with carriage returns alone; convert them to line feeds", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gzip_that_was_cut_off_fails_and_prints_no_figures()
    {
        var packed = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes($"{Header}a,2020-01-01,5\n"));

        var result = await InProcess.RunOn(new MemoryStream(packed[..^4]), "revenue", "-");

        Assert.Equal(ExitStatus.Failed, result.Status);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task Binary_rubbish_is_refused_in_one_printable_sentence()
    {
        var rubbish = new byte[100_000];
        new Random(7).NextBytes(rubbish);

        var result = await InProcess.RunOn(new MemoryStream(rubbish), "revenue", "-");

        Assert.Equal(ExitStatus.Usage, result.Status);
        Assert.DoesNotContain(result.Error.TrimEnd('\n'), char.IsControl);
    }

    [Fact]
    public async Task Only_the_first_ten_bad_rows_are_shown()
    {
        var result = await InProcess.RunOn(Header + string.Concat(Enumerable.Repeat("a,2020-01-01,x\n", 12)), "revenue", "-");

        Assert.Equal(11, result.Error.TrimEnd('\n').Split('\n').Length);
        Assert.EndsWith("... and 2 more rows set aside\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("12 set aside: 12 bad-amount", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Currencies_are_kept_apart_and_new_is_decided_over_them_all()
    {
        const string Log = "customer,date,amount,currency\na,2020-01-01,1,usd\na,2020-02-01,2,EUR\nb,2020-02-01,3,\n";

        var result = await InProcess.RunOn(Log, "revenue", "-", "--default-currency", "chf", "--format", "csv");

        Assert.Equal(
            [
                "CHF,2020-02,3.00,3.00,0.00,100.00,1,1,1,1", "EUR,2020-02,2.00,0.00,2.00,0.00,1,0,1,0", "USD,2020-01,1.00,1.00,0.00,100.00,1,1,1,1",
            ],
            result.Out.TrimEnd('\n').Split('\n')[1..]);
    }

    [Fact]
    public async Task Refunds_and_zeros_count_and_a_month_without_revenue_has_no_percentage()
    {
        var rows = await InProcess.RunOn($"{Header}a,2020-01-01,5\na,2020-01-02,-5\nb,2020-02-01,0\na,2020-02-02,-10\nc,2020-02-03,20\n", "revenue", "-", "--format", "csv");

        Assert.Equal(
            [",2020-01,0.00,0.00,0.00,,2,2,1,1", ",2020-02,10.00,20.00,-10.00,200.00,3,2,3,2"],
            rows.Out.TrimEnd('\n').Split('\n')[1..]);
    }

    private static async Task<string> OnlyMonth(string log, params string[] options)
    {
        var result = await InProcess.RunOn(log, ["revenue", "-", .. options, "--format", "csv"]);
        Assert.Empty(result.Error);
        return Assert.Single(result.Out.TrimEnd('\n').Split('\n')[1..]);
    }
}
