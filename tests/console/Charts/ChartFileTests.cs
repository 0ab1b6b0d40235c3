using System.Text;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Console.Tests.Charts;

public sealed class ChartFileTests
{
    private const string Log = "customer,date,amount,currency\na,2024-01-05,10,USD\nb,2024-02-01,3,EUR\na,2024-02-02,6,USD\n";

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task Answer_is_printed_as_without_a_picture(string format)
    {
        using var folder = new TemporaryFolder();
        var without = await InProcess.RunOn(Log, "revenue", "-", "--format", format);
        var with = await InProcess.RunOn(Log, "revenue", "-", "--format", format, "--chart", Path.Combine(folder.Path, "a.svg"));

        Assert.Equal(without, with);
        Assert.Equal([Path.Combine(folder.Path, "a.svg")], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Same_log_gives_the_same_bytes_which_replace_what_was_there()
    {
        using var folder = new TemporaryFolder();
        var log = folder.File("log.csv", Log);
        var (first, second) = (Path.Combine(folder.Path, "first.svg"), folder.File("second.SVG", "before"));

        await InProcess.Run("revenue", log, "--chart", first);
        await InProcess.Run("revenue", log, "--chart", second);

        var written = await File.ReadAllBytesAsync(first, TestContext.Current.CancellationToken);
        Assert.Equal(written, await File.ReadAllBytesAsync(second, TestContext.Current.CancellationToken));
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg ", Encoding.UTF8.GetString(written), StringComparison.Ordinal);
        Assert.DoesNotContain((byte)'\r', written);
    }

    [Fact]
    public async Task Picture_names_the_files_but_not_where_they_lie()
    {
        using var folder = new TemporaryFolder();
        string[] logs = [.. ((string[])["a & b.csv", "<c>.csv", "d.csv", "e.csv"]).Select(name => folder.File(name, Log))];
        var chart = Path.Combine(folder.Path, "chart.svg");

        await InProcess.Run(["revenue", .. logs, "--chart", chart]);

        var written = await File.ReadAllTextAsync(chart, TestContext.Current.CancellationToken);
        Assert.Contains("Source: a &amp; b.csv, &lt;c&gt;.csv, d.csv and 1 more<", written, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_in_a_folder_that_is_not_there_is_refused_before_anything_is_read()
    {
        using var folder = new TemporaryFolder();
        var missing = Path.Combine(folder.Path, "missing");

        var result = await InProcess.Run("revenue", "no-such-file.csv", "--chart", Path.Combine(missing, "a.svg"));

        Assert.Equal(ExitStatus.Usage, result.Status);
        Assert.Equal($"tx: --chart: there is no folder {missing} for '{Path.Combine(missing, "a.svg")}'\n", result.Error);
    }

    [Fact]
    public async Task Name_of_a_folder_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = Directory.CreateDirectory(Path.Combine(folder.Path, "a.svg")).FullName;

        var result = await InProcess.RunOn(Log, "revenue", "-", "--chart", path);

        Assert.Equal((ExitStatus.Usage, $"tx: --chart: '{path}' is a folder: name a file\n"), (result.Status, result.Error));
    }

    [Fact]
    public async Task Picture_that_cannot_be_written_ends_with_status_1_naming_it_after_the_answer()
    {
        using var folder = new TemporaryFolder();
        // Longer than a file's name may be, which holds for every user.
        var path = Path.Combine(folder.Path, new string('x', 300) + ".svg");

        var result = await InProcess.RunOn(Log, "revenue", "-", "--chart", path, "--format", "csv");

        Assert.Equal(ExitStatus.Failed, result.Status);
        Assert.StartsWith($"tx: --chart {path} can't be written: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("currency,month,", result.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Work_that_fails_leaves_the_picture_that_was_there()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.svg", "before");

        var result = await InProcess.RunOn(Log + "a,never,1,USD\n", "revenue", "-", "--chart", path, "--on-bad-row", "fail");

        Assert.Equal(ExitStatus.Failed, result.Status);
        Assert.Equal("before", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Rows_set_aside_still_end_with_status_3_where_asked_for()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.svg");

        var result = await InProcess.RunOn(Log + "a,never,1,USD\n", "revenue", "-", "--chart", path, "--strict");

        Assert.Equal(ExitStatus.Incomplete, result.Status);
        Assert.True(File.Exists(path));
    }
}
