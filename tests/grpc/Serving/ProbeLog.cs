using System.Collections.Concurrent;
using Grpc.Core;

namespace Orleans.Tx.Grpc.Tests.Serving;

/// <summary>What the probe's methods went through, by the name that the caller gave.</summary>
internal sealed class ProbeLog
{
    private readonly ConcurrentDictionary<string, ProbeCall> _calls = new(StringComparer.Ordinal);

    public ProbeCall this[string name] => _calls.GetOrAdd(name, _ => new ProbeCall());

    /// <summary>Waits until a call is cancelled, and lets the test know of both.</summary>
    public async Task Cancellation(string name, ServerCallContext context)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (context.CancellationToken.Register(cancelled.SetResult))
        {
            this[name].Begun.TrySetResult();
            await cancelled.Task;
        }

        this[name].Ended.TrySetResult();
        context.CancellationToken.ThrowIfCancellationRequested();
    }

    public void Wrote(string name, int number)
    {
        var call = this[name];
        call.Written = number;
        if (number % 200_000 == 0)
            call.MostMemory = Math.Max(call.MostMemory, GC.GetTotalMemory(forceFullCollection: true));
    }

    public void Paused(string name) => this[name].Begun.TrySetResult();

    public void Ended(string name) => this[name].Ended.TrySetResult();
}
