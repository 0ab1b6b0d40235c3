using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Console.Tests.Running;

public sealed class UsageTests
{
    [Fact]
    public async Task Program_without_arguments_prints_the_commands()
    {
        var result = await TxProcess.Run();

        Assert.Equal(ExitStatus.Done, result.Status);
        Assert.Contains("revenue", result.Out, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Process_ends_with_status_2_and_one_sentence_when_an_option_is_unknown()
    {
        var result = await TxProcess.Run("revenue", "--frobnicate", "orders.csv");

        Assert.Equal(ExitStatus.Usage, result.Status);
        Assert.Equal("tx: --frobnicate is no option of tx revenue; tx revenue --help lists them\n", result.Error);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task Process_ends_with_status_3_when_rows_were_set_aside_and_strict_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("log.csv", "customer,date,amount\na,2020-01-01,1\n,2020-01-01,2\n");

        Assert.Equal(ExitStatus.Incomplete, (await TxProcess.Run("revenue", file, "--strict")).Status);
        Assert.Equal(ExitStatus.Done, (await TxProcess.Run("revenue", file)).Status);
    }

    [Fact]
    public async Task Process_ends_with_status_1_naming_file_and_line_when_a_bad_row_is_to_end_the_work()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("log.csv", "customer,date,amount\na,2020-01-01,1\nb,2020-01-01,x\n");

        var result = await TxProcess.Run("revenue", file, "--on-bad-row", "fail");

        Assert.Equal(ExitStatus.Failed, result.Status);
        Assert.StartsWith($"tx: {file}, line 3: bad-amount: 'x'", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Theory]
    [InlineData("SIGINT")]
    [InlineData("SIGTERM")]
    public async Task Process_that_is_interrupted_ends_with_status_130(string signal)
    {
        using var process = TxProcess.Start("revenue", "-");
        await process.StandardInput.WriteAsync("customer,date,amount\na,2020-01-01,x\n");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await ReadsItsInput(process);
        using var kill = System.Diagnostics.Process.Start("kill", ["-s", signal[3..], process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

        var result = await TxProcess.End(process);

        Assert.Equal(ExitStatus.Interrupted, result.Status);
        Assert.Equal("tx: interrupted\n", result.Error);
    }

    [Fact]
    public async Task Help_shows_an_example_for_every_command()
    {
        var commands = Client.TxCommands.Root(new Client.Output.Terminal(Stream.Null, TextWriter.Null, TextWriter.Null, TimeProvider.System)).Subcommands;
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var result = await InProcess.Run(command.Name, "--help");

            Assert.Equal(ExitStatus.Done, result.Status);
            Assert.Contains("Examples:\n  ", result.Out, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("frobnicate", "'frobnicate' is no command of tx: ")]
    [InlineData("--frobnicate", "--frobnicate is no option of tx;")]
    [InlineData("revenue", "tx revenue needs FILE")]
    [InlineData("revenue --format xml x", "--format 'xml' is not known; allowed: table, json, csv, markdown")]
    [InlineData("revenue x --format", "--format needs a value: table|json|csv|markdown")]
    [InlineData("revenue x --on-bad-row ignore", "--on-bad-row 'ignore' is not known; allowed: skip, fail")]
    [InlineData("revenue x --new ever", "--new 'ever' is not known; allowed: first-month, first-order")]
    [InlineData("revenue x --zone Berlin", "--zone: 'Berlin' is no time zone")]
    [InlineData("revenue x --delimiter tabs", "--delimiter: 'tabs' is no delimiter; allowed: , ; tab pipe whitespace")]
    [InlineData("revenue x --default-currency U$", "--default-currency: 'U$' is no currency code")]
    [InlineData("revenue x --from 2020-13", "--from: '2020-13' is no week (2026-W40), month (2026-10), date")]
    [InlineData("revenue x --from 2020-05 --to 2020-04", "--from 2020-05 does not lie before the end of --to 2020-04")]
    [InlineData("revenue x --date-format HH:mm", "--date-format: 'HH:mm' is no format that tells year and month")]
    [InlineData("revenue x --chart c.png", "--chart: 'c.png' does not end in .svg")]
    [InlineData("months --chart c.png", "--chart: 'c.png' does not end in .svg")]
    [InlineData("revenue - -", "FILE - is given more than once")]
    [InlineData("revenue no-such-file.csv", "there is no file no-such-file.csv")]
    [InlineData("revenue -- --no-such-file", "there is no file --no-such-file")]
    [InlineData("revenue x --customers no-such-file", "--customers: there is no file no-such-file")]
    public async Task Wrong_usage_is_one_sentence_that_says_what_is_allowed(string commandLine, string sentence)
    {
        var result = await InProcess.Run(commandLine.Split(' '));

        Assert.Equal(ExitStatus.Usage, result.Status);
        Assert.StartsWith($"tx: {sentence}", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task Directory_given_for_a_file_is_named_as_one()
    {
        using var folder = new TemporaryFolder();

        var result = await InProcess.Run("revenue", folder.Path);

        Assert.Equal(ExitStatus.Usage, result.Status);
        Assert.StartsWith($"tx: {folder.Path} is a directory", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customer_that_begins_with_an_at_sign_is_no_file_of_arguments()
    {
        var result = await InProcess.RunOn("customer,date,amount\n@a,2020-01-01,5\n", "revenue", "-", "--customer", "@a", "--format", "csv");

        Assert.Contains(",2020-01,5.00,", result.Out, StringComparison.Ordinal);
    }

    // The first bad row is told only at the end, so the pipe itself tells: it takes more than it can hold only while it is read.
    private static async Task ReadsItsInput(System.Diagnostics.Process process)
    {
        var rows = string.Concat(Enumerable.Repeat("a,2020-01-01,1\n", 20_000));
        await process.StandardInput.WriteAsync(rows.AsMemory(), TestContext.Current.CancellationToken);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }
}
