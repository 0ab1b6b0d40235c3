namespace Orleans.Tx.Embedded.Tests;

public sealed class ScriptedGrain : Grain, IScriptedGrain
{
    private readonly GrainHooks _hooks;

    public ScriptedGrain(GrainHooks hooks)
    {
        _hooks = hooks;
        hooks.Constructed(this);
    }

    /// <summary>Counts the turns of this activation: only its own code touches it, without any lock.</summary>
    public int Count { get; set; }

    public new IGrainFactory GrainFactory => base.GrainFactory;

    public new IServiceProvider ServiceProvider => base.ServiceProvider;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _hooks.Activating(this, cancellationToken);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _hooks.Deactivating(this, reason, cancellationToken);

    public Task Run(Func<ScriptedGrain, Task> script) => script(this);

    public ValueTask RunAsValueTask(Func<ScriptedGrain, ValueTask> script) => script(this);

    public Task<int> Get(Func<ScriptedGrain, Task<int>> script) => script(this);

    public ValueTask<int> GetAsValueTask(Func<ScriptedGrain, ValueTask<int>> script) => script(this);

    public Task RunAnytime(Func<ScriptedGrain, Task> script) => script(this);

    public Task RunBriefly(Func<ScriptedGrain, Task> script) => script(this);

    public Task RunCancellable(Func<ScriptedGrain, CancellationToken, Task> script, CancellationToken cancellationToken) =>
        script(this, cancellationToken);

    public IAsyncEnumerable<int> Stream(Func<ScriptedGrain, CancellationToken, IAsyncEnumerable<int>> script) =>
        script(this, CancellationToken.None);

    public IAsyncEnumerable<int> StreamCancellable(
        Func<ScriptedGrain, CancellationToken, IAsyncEnumerable<int>> script, CancellationToken cancellationToken) =>
        script(this, cancellationToken);

    public new void DeactivateOnIdle() => base.DeactivateOnIdle();

    public new void DelayDeactivation(TimeSpan time) => base.DelayDeactivation(time);
}
