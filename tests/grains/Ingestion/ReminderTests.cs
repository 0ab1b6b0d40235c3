using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Tests.Revenue;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

public sealed class ReminderTests
{
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_lost_source_grain_is_brought_back_while_there_is_work_and_left_alone_after()
    {
        Assert.SkipUnless(TestSilo.EngineTakesAnyClock, "reminders go by a clock of this engine's only");
        await using var silo = new TestSilo { EngineGoesByClock = true };
        await silo.InitializeAsync();
        var source = silo.NewSource(records: 4);
        var page = source.Api.Hold(Past, 1);
        await silo.Begin(source, Past);
        await silo.Until(() => page.Reached.IsCompleted);

        await silo.Deactivate(source);
        var looks = source.Faults.Count(StoreStep.List);
        silo.Clock.Advance(AMinute);
        await TestSilo.Soon(LooksBeyond(source, looks));
        var week = await silo.End(source, Past);
        await silo.Until(async () => await LooksOf(silo, source) == 1);

        Assert.Equal((WeekState.Complete, 4L), (week.State, week.Counts.Rows));
    }

    [Fact]
    public async Task A_reminder_that_outlived_its_work_is_taken_back_when_it_comes()
    {
        Assert.SkipUnless(TestSilo.EngineTakesAnyClock, "reminders go by a clock of this engine's only");
        await using var silo = new TestSilo { EngineGoesByClock = true };
        await silo.InitializeAsync();
        var source = silo.NewSource(records: 4);
        var page = source.Api.Hold(Past, 1);
        await silo.Begin(source, Past);
        await silo.Until(() => page.Reached.IsCompleted);

        await silo.Deactivate(source, keyEnds: source.Name);
        page.Open();
        await silo.End(source, Past);
        await silo.Carry(source);
        var looks = source.Faults.Count(StoreStep.List);
        silo.Clock.Advance(AMinute);
        await TestSilo.Soon(LooksBeyond(source, looks));

        await silo.Until(async () => await LooksOf(silo, source) == 1);
    }

    private static async Task LooksBeyond(FakeSource source, int looks)
    {
        while (source.Faults.Count(StoreStep.List) <= looks)
            await Task.Delay(1, TestContext.Current.CancellationToken);
    }

    // How often a source grain that was lost lists its weeks in ten minutes and one call.
    private static async Task<int> LooksOf(TestSilo silo, FakeSource source)
    {
        await silo.Deactivate(source);
        var looks = source.Faults.Count(StoreStep.List);
        for (var minute = 0; minute < 10; minute++)
            silo.Clock.Advance(AMinute);
        await silo.GrainOf(source).Resume();
        return source.Faults.Count(StoreStep.List) - looks;
    }
}
