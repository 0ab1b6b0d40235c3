using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Console.Tests.Revenue;

public sealed class MissionLogTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Months_are_right_to_the_cent() => AssertMonths(await Csv(MissionData.Log));

    [Fact]
    public async Task Cohorts_are_right_to_the_cent()
    {
        var rows = await Csv(MissionData.Log, "--table", "cohorts");

        var months = MissionData.Header("order_log.cohorts.csv")[1..];
        var expected = MissionData.Rows("order_log.cohorts.csv")
            .SelectMany(row => months.Zip(row[1..]).Where(cell => cell.Second.Length > 0).Select(cell => $"{row[0]},{cell.First},{cell.Second}"));
        Assert.Equal(expected, rows.Select(row => $"{row[1]},{row[2]},{row[3]}"));
    }

    [Fact]
    public async Task First_order_revenue_is_right_to_the_cent()
    {
        var rows = await Csv(MissionData.Log, "--new", "first-order");

        var expected = MissionData.Rows("order_log.first-order.csv").Select(row => string.Join(',', row));
        Assert.Equal(expected, rows.Select(row => $"{row[1]},{row[2]},{row[3]},{row[5]}"));
    }

    [Fact]
    public async Task Tables_show_every_figure()
    {
        var result = await InProcess.Run("revenue", MissionData.Log);

        var figures = MissionData.Rows("order_log.months.csv").Concat(MissionData.Rows("order_log.cohorts.csv")).SelectMany(row => row);
        Assert.All(figures, figure => Assert.Contains(figure, result.Out, StringComparison.Ordinal));
        Assert.Contains("50,000 rows of 36,327 customers; 0 set aside", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gzip_gives_the_same()
    {
        using var folder = new TemporaryFolder();
        AssertMonths(await Csv(folder.File("log.gz", TemporaryFolder.Gzip(await File.ReadAllBytesAsync(MissionData.Log, Cancellation)))));
    }

    [Fact]
    public async Task Standard_input_gives_the_same()
    {
        await using var log = File.OpenRead(MissionData.Log);
        AssertMonths(Rows(await InProcess.RunOn(log, "revenue", "-", "--format", "csv")));
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 2, 0)]
    public async Task Three_files_in_any_order_give_the_same(int first, int second, int third)
    {
        using var folder = new TemporaryFolder();
        var lines = await File.ReadAllLinesAsync(MissionData.Log, Cancellation);
        var parts = lines.Skip(1).Chunk(lines.Length / 3 + 1).Select((rows, index) =>
            folder.File($"{index}.csv", string.Join('\n', rows.Prepend(lines[0])) + "\n")).ToArray();

        AssertMonths(await Csv(parts[first], parts[second], parts[third]));
    }

    private static void AssertMonths(IEnumerable<string[]> rows) =>
        Assert.Equal(MissionData.Rows("order_log.months.csv").Select(row => string.Join(',', row)), rows.Select(row => string.Join(',', row[1..])));

    private static async Task<IReadOnlyList<string[]>> Csv(params string[] args) =>
        Rows(await InProcess.Run(["revenue", .. args, "--format", "csv"]));

    private static IReadOnlyList<string[]> Rows(ConsoleResult result)
    {
        Assert.Equal(ExitStatus.Done, result.Status);
        return [.. result.Out.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','))];
    }
}
