namespace Orleans.Runtime;

/// <summary>
/// A step of reading a stream. It interleaves, and it has no response timeout: a long wait comes back empty-handed and is
/// repeated.
/// </summary>
/// <param name="run">Does the step in the grain.</param>
/// <param name="opens">The step begins an enumeration: until then any activation of the grain will do.</param>
internal sealed class StreamStep<T>(Func<Activation, Task<StreamBatch<T>>> run, bool opens) : Request
{
    private readonly TaskCompletionSource<StreamBatch<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<StreamBatch<T>> Result => _answer.Task;

    internal override bool Interleaves => true;

    internal override bool EndsWithActivation => !opens;

    internal override bool IsAbandoned => opens && _answer.Task.IsCompleted;

    internal static EnumerationAbortedException Aborted() =>
        new("Enumeration aborted: the activation that it came from has ended, or the reader had paused for too long.");

    internal override Task RunAsync(Activation activation) => RunInGrainAsync(activation);

    internal override void Answer(Task ran) => _answer.TrySetFromTask((Task<StreamBatch<T>>)ran);

    internal override void Reject(Exception reason) => _answer.TrySetException(opens ? reason : Aborted());

    internal void Cancel(CancellationToken token) => _answer.TrySetCanceled(token);

    private async Task<StreamBatch<T>> RunInGrainAsync(Activation activation) => await run(activation).ConfigureAwait(false);
}
