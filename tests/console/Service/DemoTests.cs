using System.Globalization;
using Orleans.Tx.Client.Demo;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class DemoTests
{
    [Fact]
    public async Task Demo_runs_to_its_end_and_leaves_nothing()
    {
        await using var work = new Workplace();

        var demo = await work.Run("demo");

        Assert.True(demo.Status == ExitStatus.Done, demo.Out + demo.Error);
        Assert.Matches(@"The service answers at http://127\.0\.0\.1:\d+/: its dashboard is there\.", demo.Out);
        Assert.Matches(@"60,000 rows of [\d,]+ customers; 0 set aside\.", demo.Out);
        Assert.Contains("Revenue by the month in which customers were acquired:", demo.Out, StringComparison.Ordinal);
        Assert.Matches(@"The API's own record: 600 requests, 0 refused, at most (100|\d{1,2}) in any window of 6 seconds \(100 allowed\)\.", demo.Out);
        Assert.DoesNotContain('\u001b', demo.Out + demo.Error);
        var data = demo.Error.Split("Making the database in ")[1].Split(" (PostgreSQL")[0];
        Assert.False(Directory.Exists(Path.GetDirectoryName(data)), "the demo's folder is gone");
        Assert.Empty(Directory.EnumerateFileSystemEntries(work.Path));
    }

    [Theory]
    [InlineData("2026-11-23T00:20:00Z", "2026-W44", "2026-W46")]
    [InlineData("2026-11-23T01:59:59Z", "2026-W44", "2026-W46")]
    [InlineData("2026-11-23T02:00:00Z", "2026-W45", "2026-W47")]
    [InlineData("2026-11-29T23:59:59Z", "2026-W45", "2026-W47")]
    public void Weeks_of_the_demo_are_over_and_settled(string now, string first, string last)
    {
        var weeks = DemoCommand.WeeksAt(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));

        Assert.Equal((first, last), (weeks.First.ToString(), weeks.Last.ToString()));
    }
}
