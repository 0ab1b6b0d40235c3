namespace Orleans.Tx.Embedded.Tests;

/// <summary>What a test has its grains do when they come and go.</summary>
public sealed class GrainHooks
{
    public Action<ScriptedGrain> Constructed { get; set; } = _ => { };

    public Func<ScriptedGrain, CancellationToken, Task> Activating { get; set; } = (_, _) => Task.CompletedTask;

    public Func<ScriptedGrain, DeactivationReason, CancellationToken, Task> Deactivating { get; set; } = (_, _, _) => Task.CompletedTask;
}
