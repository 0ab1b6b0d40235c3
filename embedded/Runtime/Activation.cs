using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>
/// One grain in memory: its instance, the requests that wait for it, and its life from the first request to the end.
/// The gate guards state and queue and is held for moments only; the grain's code runs on the scheduler, outside of it.
/// </summary>
internal sealed partial class Activation : IGrainContext
{
    private const int RequestsPerTurn = 32;

    private readonly Lock _gate = new();
    private readonly RequestQueue _waiting = new();
    private readonly ActivationScheduler _scheduler;
    private readonly GrainClass _class;
    private readonly SiloRuntime _silo;
    private ActivationState _state;
    private Request? _blocking;
    private int _running;
    private bool _pumpQueued;
    private long _lastUse;

    /// <summary>An activation that does nothing before it is started or takes a request.</summary>
    /// <param name="id">Whose it is.</param>
    /// <param name="grainClass">The grain's class.</param>
    /// <param name="silo">Where it lives.</param>
    /// <param name="inherited">The requests that waited for a predecessor's end: they are first in the queue.</param>
    internal Activation(GrainId id, GrainClass grainClass, SiloRuntime silo, IReadOnlyList<Request> inherited)
    {
        GrainId = id;
        _class = grainClass;
        _silo = silo;
        _scheduler = new(this);
        _lastUse = silo.Clock.Now;
        foreach (var request in inherited)
            _waiting.Enqueue(request, Interleaves(request));
    }

    private enum Step
    {
        Wait,
        Run,
        Skip,
        Activate,
        End,
    }

    public GrainId GrainId { get; }

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices =>
        _scope?.ServiceProvider ?? throw new InvalidOperationException($"Grain {GrainId} has not begun to activate.");

    internal SiloRuntime Silo => _silo;

    internal ActivationScheduler Scheduler => _scheduler;

    // Both are used by the grain's own code only, so that no two threads make them.
    internal GrainTimers Timers => field ??= new(this);

    internal GrainStreams Streams => field ??= new(this);

    public override string ToString() => $"{GrainId} ({_state}, {_running} running, {_waiting.Count} waiting)";

    /// <summary>Takes a request, to be done in its turn or passed on to a successor; false when this activation has ended.</summary>
    internal bool TryEnqueue(Request request)
    {
        lock (_gate)
        {
            if (_state is ActivationState.Ended)
                return false;
            var interleaves = Interleaves(request);
            _waiting.Enqueue(request, interleaves);
            if (_state is ActivationState.Created || (_state is ActivationState.Active && (interleaves || _blocking is null)))
                QueuePump();
            return true;
        }
    }

    /// <summary>Begins with what was inherited, if no request has come and made it begin.</summary>
    internal void Start()
    {
        lock (_gate)
        {
            if (_state is ActivationState.Created)
                QueuePump();
        }
    }

    /// <summary>One turn of looking at what is to be done next.</summary>
    internal void Pump()
    {
        for (var count = 0; count < RequestsPerTurn; count++)
        {
            switch (NextStep(out var request))
            {
                case Step.Run:
                    Run(request!);
                    break;
                case Step.Activate:
                    _ = ActivateAsync();
                    break;
                case Step.End:
                    _ = EndAsync();
                    break;
                case Step.Wait:
                    return;
            }
        }

        _scheduler.QueuePump();
    }

    private Step NextStep(out Request? request)
    {
        request = null;
        lock (_gate)
        {
            switch (_state)
            {
                case ActivationState.Created:
                    _state = ActivationState.Activating;
                    _activating = true;
                    return Step.Activate;
                case ActivationState.Active when _waiting.TryDequeue(_blocking is null, out request, out var interleaves):
                    if (request.IsAbandoned)
                        return Step.Skip;
                    _running++;
                    if (!interleaves)
                        _blocking = request;
                    return Step.Run;
                case ActivationState.Deactivating when _running == 0 && !_activating && !_ending:
                    _ending = true;
                    return Step.End;
                default:
                    _pumpQueued = false;
                    return Step.Wait;
            }
        }
    }

    private void Run(Request request)
    {
        var running = request.RunAsync(this);
        if (running.IsCompleted)
            Complete(request, running);
        else
            _ = CompleteLaterAsync(request, running);
    }

    private async Task CompleteLaterAsync(Request request, Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Complete(request, running);
    }

    private void Complete(Request request, Task ran)
    {
        if (ran.Exception?.InnerException is InconsistentStateException { IsSourceActivation: true } stale)
        {
            stale.IsSourceActivation = false;
            LogStaleState(_silo.Logger, GrainId, stale);
            Deactivate(new(
                DeactivationReasonCode.ApplicationError, stale, "An InconsistentStateException escaped: the state in memory is stale."));
        }

        lock (_gate)
        {
            _running--;
            if (ReferenceEquals(_blocking, request))
                _blocking = null;
            if (request.KeepsAlive)
                _lastUse = _silo.Clock.Now;
            if (_waiting.Count > 0 || _state is ActivationState.Deactivating)
                QueuePump();
        }

        // Last: whoever waits for the answer may look at this activation at once.
        request.Answer(ran);
    }

    private bool Interleaves(Request request) => request.Interleaves || _class.IsReentrant;

    // The gate is held.
    private void QueuePump()
    {
        if (_pumpQueued)
            return;
        _pumpQueued = true;
        _scheduler.QueuePump();
    }
}
