using System.Collections.Immutable;
using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>An API that allows half of what it is configured to, and says so in one way or another.</summary>
public sealed class RejectionTests
{
    private const int Rows = 1500;

    [Theory]
    [InlineData(400)]
    [InlineData(429)]
    public async Task Refusals_for_the_rate_limit_are_waited_out_and_every_row_is_stored_once(int status)
    {
        await using var shop = await Open(status);

        var pulled = await shop.StartPull("--strict", "--format", "json").End();

        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
        var weeks = JsonSerializer.Deserialize<ImmutableArray<WeekStatus>>(pulled.Out, TxJson.Compact);
        Shop.AssertWhole(weeks, Rows);
        Assert.InRange(shop.Counts.Rejected, 1, shop.Counts.Accepted);
        Assert.Equal(shop.Counts.Rejected, weeks.Sum(week => week.Rejections));
        await shop.Work.Serve();
        await Truth.AssertTold(shop);
    }

    [Fact]
    public async Task Status_429_is_the_rate_limit_whatever_its_words()
    {
        await using var shop = await Open(429, ("RejectedWhen", "slow down"));

        var pulled = await shop.StartPull("--strict").End();

        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
        Assert.InRange(shop.Counts.Rejected, 1, shop.Counts.Accepted);
    }

    [Fact]
    public async Task Status_400_with_words_that_are_not_those_of_the_rate_limit_fails_the_week_and_quotes_them()
    {
        await using var shop = await Open(400, ("RejectedWhen", "slow down"));

        var pulled = await shop.StartPull("--format", "json").End();

        Assert.Equal(ExitStatus.Failed, pulled.Status);
        var weeks = JsonSerializer.Deserialize<ImmutableArray<WeekStatus>>(pulled.Out, TxJson.Compact);
        var failed = weeks.Where(week => week.Status == WeekState.Failed).ToList();
        Assert.NotEmpty(failed);
        Assert.All(failed, week => Assert.Contains("400: {\"error\":\"Too many requests", week.Message, StringComparison.Ordinal));
        Assert.Equal(0, weeks.Sum(week => week.Rejections));
    }

    [Fact]
    public async Task Query_that_was_never_accepted_and_is_refused_three_times_in_words_of_the_rate_limit_fails_the_week()
    {
        await using var shop = await Open(400, ("RejectedWhen", "a whole number"));
        shop.Work.Environment["TX__Sources__simulator__Paging__FirstPage"] = "0";

        var pulled = await shop.Work.Start("pull", "--week", Shop.First, "--format", "json").End();

        Assert.Equal(ExitStatus.Failed, pulled.Status);
        var week = Assert.Single(JsonSerializer.Deserialize<ImmutableArray<WeekStatus>>(pulled.Out, TxJson.Compact));
        Assert.Equal((WeekState.Failed, 3L), (week.Status, shop.Counts.BadRequests));
        Assert.Contains("Parameter 'page' is '0'", week.Message, StringComparison.Ordinal);
    }

    private static async Task<Shop> Open(int status, params (string Key, string Value)[] limit)
    {
        var shop = await Shop.Open(new SimulatorOptions { Rows = Rows, Requests = 20, Window = TimeSpan.FromSeconds(2), RejectedStatus = status });
        foreach (var (key, value) in limit.Append(("Requests", "40")))
            shop.Work.Environment[$"TX__Sources__simulator__Limit__{key}"] = value;
        return shop;
    }
}
