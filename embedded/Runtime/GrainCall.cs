using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>One call of a grain's method through a reference, from the sending to the answer.</summary>
internal sealed partial class GrainCall<TResult>(GrainMethod<TResult> method, GrainId target, object?[] arguments, SiloRuntime silo)
    : PendingCall
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _calleeCancellation;
    private CancellationTokenRegistration _callerCancellation;
    private Activation? _runsOn;

    internal Task<TResult> Result => _answer.Task;

    internal override bool Interleaves => method.Interleaves;

    internal override bool IsAbandoned => _answer.Task.IsCompleted;

    private TimeSpan Timeout => method.ResponseTimeout ?? silo.ResponseTimeout;

    /// <summary>Begins to wait for the answer; false when the caller had cancelled before.</summary>
    internal bool TryBegin()
    {
        if (method.CancellationIndex >= 0 && arguments[method.CancellationIndex] is CancellationToken { CanBeCanceled: true } token)
        {
            if (token.IsCancellationRequested)
                return !_answer.TrySetCanceled(token);
            silo.Pending.Add(this, Timeout);

            // The grain gets a token of its own, so that what it registers there runs as its turn and not on the caller's thread.
            _calleeCancellation = new();
            arguments[method.CancellationIndex] = _calleeCancellation.Token;
            _callerCancellation = token.UnsafeRegister(static (call, token) => ((GrainCall<TResult>)call!).Cancel(token), this);
            return true;
        }

        silo.Pending.Add(this, Timeout);
        return true;
    }

    internal override Task RunAsync(Activation activation)
    {
        if (_calleeCancellation is not null)
        {
            // Either the caller's cancellation sees where the call runs, or this sees the cancellation.
            Volatile.Write(ref _runsOn, activation);
            Interlocked.MemoryBarrier();
            if (_answer.Task.IsCompleted)
                _ = _calleeCancellation.CancelAsync();
        }

        return InvokeAsync(activation.GrainInstance!);
    }

    internal override void Answer(Task ran)
    {
        Forget();
        if (!_answer.TrySetFromTask((Task<TResult>)ran) && ran.Exception?.InnerException is { } failure)
            LogLateFailure(silo.Logger, method.Name, target, failure);
    }

    internal override void Reject(Exception reason)
    {
        Forget();
        _answer.TrySetException(reason);
    }

    internal override void Expire()
    {
        Forget();
        _answer.TrySetException(new TimeoutException(
            $"Response did not arrive on time in {Timeout} for {method.Name} of grain {target}."));
    }

    private async Task<TResult> InvokeAsync(object grain) => await method.Invoke(grain, arguments).ConfigureAwait(false);

    private void Cancel(CancellationToken token)
    {
        if (!_answer.TrySetCanceled(token))
            return;
        PendingCalls.Remove(this);
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _runsOn)?.Scheduler.QueueAction(_calleeCancellation!.Cancel);
    }

    private void Forget()
    {
        PendingCalls.Remove(this);
        _callerCancellation.Unregister();
    }

    [LoggerMessage(
        EventId = 9010,
        Level = LogLevel.Warning,
        Message = "{Method} of grain {GrainId} failed after its caller had stopped waiting.")]
    private static partial void LogLateFailure(ILogger logger, string method, GrainId grainId, Exception failure);
}
