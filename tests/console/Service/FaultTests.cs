using System.Collections.Immutable;
using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class FaultTests
{
    private const int Rows = 2000;

    [Fact]
    public async Task Records_that_cannot_be_read_are_set_aside_and_counted()
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = Rows, Faults = new FaultOptions { MalformedRecords = 0.02 } });
        await shop.Work.Serve();

        var strict = await shop.StartPull("--strict", "--format", "json").End();
        var lenient = await shop.StartPull().End();

        Assert.True(strict.Status == ExitStatus.Incomplete, strict.Error);
        Assert.True(lenient.Status == ExitStatus.Done, lenient.Error);
        var weeks = JsonSerializer.Deserialize<ImmutableArray<WeekStatus>>(strict.Out, TxJson.Compact);
        var setAside = weeks.Sum(week => week.SetAside);
        Assert.All(weeks, week => Assert.Equal((WeekState.Complete, Rows), (week.Status, week.Rows + week.SetAside)));
        Assert.Equal(shop.Counts.Faults["malformedRecords"], setAside);
        Assert.Equal(setAside, Truth.Answer(await shop.Work.Output("months", "--format", "json")).Coverage?.Rejected);
        Assert.Contains($" {setAside} set aside.", await shop.Work.Output("months"), StringComparison.Ordinal);
        await Truth.AssertTold(shop, readableOnly: true);
    }

    [Fact]
    public async Task Rows_count_once_whatever_the_api_answers_in_between()
    {
        var faults = new FaultOptions { ServerErrors = 0.1, CutBodies = 0.1, HtmlAnswers = 0.1 };
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = Rows, Faults = faults });
        await shop.Work.Serve();

        var pulled = await shop.StartPull("--strict", "--format", "json").End();

        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
        Assert.Equal(["cutBodies", "htmlAnswers", "serverErrors"], shop.Counts.Faults.Keys.Order(StringComparer.Ordinal));
        Shop.AssertWhole(JsonSerializer.Deserialize<ImmutableArray<WeekStatus>>(pulled.Out, TxJson.Compact), Rows);
        await Truth.AssertTold(shop, readableOnly: true);
    }
}
