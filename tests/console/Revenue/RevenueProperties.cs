using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Console.Tests.Revenue;

public sealed class RevenueProperties
{
    [Theory]
    [InlineData("first-month")]
    [InlineData("first-order")]
    public void Random_logs_come_out_as_the_slow_reference_says(string definition) =>
        Prop.ForAll(Logs.Any, log =>
        {
            var reference = new SlowReference(log, firstOrder: definition == "first-order");
            Assert.Equal(reference.Months(), Rows([log], "--new", definition));
            Assert.Equal(reference.Cohorts(), Rows([log], "--new", definition, "--table", "cohorts"));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("first-month")]
    [InlineData("first-order")]
    public void Reported_part_of_a_log_keeps_new_and_cohort_of_the_whole(string definition) =>
        Prop.ForAll(Logs.Any, log =>
        {
            var reference = new SlowReference(log, definition == "first-order", row =>
                row.At >= new DateTime(2019, 11, 10) && row.At < new DateTime(2020, 1, 20) && row.Customer is ("a" or "17"));
            string[] options = ["--new", definition, "--from", "2019-11-10", "--to", "2020-01-20", "--customer", "a", "--customer", "17"];
            Assert.Equal(reference.Months(), Rows([log], options));
            Assert.Equal(reference.Cohorts(), Rows([log], [.. options, "--table", "cohorts"]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_of_rows_and_split_into_files_do_not_matter() =>
        Prop.ForAll(Logs.Any, Gen.Choose(0, 1000).ToArbitrary(), (log, seed) =>
        {
            var random = new Random(seed);
            var shuffled = log.ToArray();
            random.Shuffle(shuffled);
            var cut = random.Next(log.Length + 1);
            string[] options = ["--new", "first-order"];
            Assert.Equal(Rows([log], options), Rows([shuffled[..cut], shuffled[cut..]], options));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Buffers_of_any_size_give_the_same() =>
        Prop.ForAll(Logs.Any, Gen.Choose(1, 50).ToArbitrary(), (log, chunk) =>
        {
            var bytes = Encoding.UTF8.GetBytes(Csv(log));
            var whole = InProcess.RunOn(new MemoryStream(bytes), "revenue", "-", "--format", "json").Result;
            var chunked = InProcess.RunOn(new ChunkedStream(bytes, chunk), "revenue", "-", "--format", "json").Result;
            Assert.Equal(whole, chunked);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Blocks_read_by_several_workers_and_all_rows_at_once_give_the_same() =>
        Prop.ForAll(Logs.Any, Gen.Choose(1, 400).ToArbitrary(), (log, blockSize) =>
        {
            string[] oddities = ["\"x\"y,1,1,", "\"a\nb\",2020-01-01T00:00:00Z,1,", "", "a,2020-01-01,1e3,usd", ",2020-01-01,1,", "\"open,1,1,", "Å,2020-01-01T24:00Z,.5,"];
            var lines = log.SelectMany((row, index) => new[] { row.Csv, oddities[index % oddities.Length] }).Prepend(LogRow.Header);
            var bytes = Encoding.UTF8.GetBytes(string.Join(blockSize % 2 == 0 ? "\r\n" : "\n", lines));
            Assert.Equal(TwoReaders.AtOnce(bytes).Result, TwoReaders.InBlocks(bytes, blockSize).Result);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Months_cohorts_and_rows_have_the_same_sum_and_the_first_month_is_all_new() =>
        Prop.ForAll(Logs.Any, log =>
        {
            var months = Rows([log]).Select(row => row.Split(',')).ToList();
            var cohorts = Rows([log], "--table", "cohorts").Select(row => row.Split(',')).ToList();
            Assert.Equal(log.Sum(row => row.Amount), months.Sum(row => decimal.Parse(row[2], null)));
            Assert.Equal(log.Sum(row => row.Amount), cohorts.Sum(row => decimal.Parse(row[3], null)));
            Assert.Equal(log.Length, cohorts.Sum(row => int.Parse(row[4], null)));
            var first = log.Select(row => row.Month).Min();
            Assert.All(months.Where(row => row[1] == first), row => Assert.Equal(row[2], row[3]));
        }).QuickCheckThrowOnFailure();

    private static string Csv(IEnumerable<LogRow> log) => string.Concat(log.Select(row => row.Csv + "\n").Prepend(LogRow.Header + "\n"));

    private static string[] Rows(LogRow[][] files, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var paths = files.Select((log, index) => folder.File($"{index}.csv", Csv(log))).ToArray();
        var result = InProcess.Run(["revenue", .. paths, .. options, "--format", "csv"]).Result;
        Assert.Empty(result.Error);
        return result.Out.TrimEnd('\n').Split('\n')[1..];
    }
}
