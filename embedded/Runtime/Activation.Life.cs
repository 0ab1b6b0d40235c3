using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _deactivating = new();
    private readonly List<ILoadedWithActivation> _states = [];
    private AsyncServiceScope? _scope;
    private DeactivationReason _reason;
    private CancellationToken _hurry;
    private DateTimeOffset _keepUntil;
    private bool _wasActive;
    private bool _activating;
    private bool _ending;

    public Task Deactivated => _ended.Task;

    /// <summary>Fires when the activation begins to end, so that what only waits for news can let go.</summary>
    internal CancellationToken Deactivating => _deactivating.Token;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (!BeginDeactivating(deactivationReason, cancellationToken))
                return;
        }

        // Whoever listens is the grain's own code, or the engine's on its behalf: it runs as a turn.
        _scheduler.QueueAction(_deactivating.Cancel);
    }

    internal void DelayDeactivation(TimeSpan time)
    {
        lock (_gate)
        {
            _keepUntil = time == TimeSpan.MaxValue || time == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue
                : time <= TimeSpan.Zero ? DateTimeOffset.MinValue
                : _silo.Time.GetUtcNow() + time;
        }
    }

    /// <summary>Begins to end the activation if nothing has used it for its collection age.</summary>
    internal void TryCollect()
    {
        lock (_gate)
        {
            var idle = _state is ActivationState.Active && _running == 0 && _waiting.Count == 0
                && _keepUntil <= _silo.Time.GetUtcNow()
                && _silo.Time.GetElapsedTime(_lastUse) >= _class.CollectionAge;
            if (idle)
                BeginDeactivating(
                    new(DeactivationReasonCode.ActivationIdle, $"Not used for {_class.CollectionAge}."), CancellationToken.None);
        }
    }

    internal void LoadBeforeActivation(ILoadedWithActivation state) => _states.Add(state);

    // The gate is held.
    private bool BeginDeactivating(DeactivationReason reason, CancellationToken hurry)
    {
        if (_state is ActivationState.Deactivating or ActivationState.Ended)
            return false;
        _wasActive = _state is ActivationState.Active;
        _state = ActivationState.Deactivating;
        _reason = reason;
        _hurry = hurry;
        QueuePump();
        return true;
    }

    private async Task ActivateAsync()
    {
        using var timeout = new CancellationTokenSource(_silo.Collection.ActivationTimeout, _silo.Time);
        var starting = StartAsync(timeout.Token);
        await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!starting.IsCompletedSuccessfully)
        {
            var failure = starting.Exception?.InnerException;
            await FailAsync(timeout.IsCancellationRequested
                ? new TimeoutException($"Grain {GrainId} was not active after {_silo.Collection.ActivationTimeout}.", failure)
                : failure ?? new OperationCanceledException($"The activation of grain {GrainId} was cancelled."));
            return;
        }

        lock (_gate)
        {
            _activating = false;
            _lastUse = _silo.Clock.Now;
            if (_state is ActivationState.Activating)
                _state = ActivationState.Active;
            QueuePump();
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _scope = _silo.Services.CreateAsyncScope();
        GrainInstance = _class.CreateInstance(this);
        foreach (var state in _states)
            await state.LoadAsync(cancellationToken).WaitAsync(cancellationToken);
        if (GrainInstance is IGrainBase grain)
            await grain.OnActivateAsync(cancellationToken).WaitAsync(cancellationToken);
    }

    private async Task FailAsync(Exception failure)
    {
        LogActivationFailed(_silo.Logger, GrainId, failure);
        Timers.Dispose();
        await DisposeInstanceAsync();
        List<Request> waiting;
        lock (_gate)
        {
            _state = ActivationState.Ended;
            waiting = _waiting.Drain();
            _silo.Catalog.Remove(this);
        }

        foreach (var request in waiting)
            request.Reject(failure);
        _ended.TrySetResult();
    }

    private async Task EndAsync()
    {
        using var timeout = new CancellationTokenSource(_silo.Collection.DeactivationTimeout, _silo.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _hurry);
        Timers.Dispose();
        if (_wasActive && GrainInstance is IGrainBase grain)
            await LogIfFailedAsync(SayGoodbyeAsync(grain, either.Token));
        await LogIfFailedAsync(Streams.DisposeAsync());
        await DisposeInstanceAsync();
        foreach (var request in Retire())
            request.Reject(new SiloUnavailableException($"Grain {GrainId} has ended ({_reason}) and the silo starts no other."));
        _ended.TrySetResult();
    }

    // An own method, so that what it throws at once ends up in its task too.
    private async Task SayGoodbyeAsync(IGrainBase grain, CancellationToken cancellationToken) =>
        await grain.OnDeactivateAsync(_reason, cancellationToken).WaitAsync(cancellationToken);

    /// <summary>
    /// Ends the activation and hands the requests that wait to a successor, all in one step: nobody can get in front of them.
    /// Returns the requests that nobody will do.
    /// </summary>
    private List<Request> Retire()
    {
        lock (_gate)
        {
            _state = ActivationState.Ended;
            var waiting = _waiting.Drain();
            var left = waiting.Where(request => request.EndsWithActivation).ToList();
            waiting.RemoveAll(request => request.EndsWithActivation || request.IsAbandoned);
            if (waiting.Count == 0 || !_silo.Catalog.TrySucceed(this, waiting))
            {
                _silo.Catalog.Remove(this);
                left.AddRange(waiting);
            }

            return left;
        }
    }

    private async Task DisposeInstanceAsync()
    {
        await LogIfFailedAsync(DisposeGrainAsync(GrainInstance));
        if (_scope is { } scope)
            await LogIfFailedAsync(scope.DisposeAsync().AsTask());
    }

    private static async Task DisposeGrainAsync(object? grain)
    {
        if (grain is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else if (grain is IDisposable synchronous)
            synchronous.Dispose();
    }

    private async Task LogIfFailedAsync(Task ending)
    {
        await ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!ending.IsCompletedSuccessfully)
            LogDeactivationFailed(_silo.Logger, GrainId, ending.Exception?.InnerException);
    }
}
