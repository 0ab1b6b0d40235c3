using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Timers;

/// <summary>Counts the ticks of a grain's timer.</summary>
internal sealed class TickLog
{
    public int Count { get; private set; }

    /// <summary>Has the grain register a timer that is counted here.</summary>
    public async Task<IGrainTimer> RegisterIn(TestSilo silo, GrainTimerCreationOptions options)
    {
        IGrainTimer? timer = null;
        await silo.Grain().Run(grain =>
        {
            timer = grain.RegisterGrainTimer(static (ticks, _) => ticks.Add(), this, options);
            return Task.CompletedTask;
        }).Soon();
        return timer!;
    }

    /// <summary>The count after a call has been through: a tick that was due has been before it.</summary>
    public async Task<int> CountSettledIn(TestSilo silo)
    {
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();
        return Count;
    }

    private Task Add()
    {
        Count++;
        return Task.CompletedTask;
    }
}
