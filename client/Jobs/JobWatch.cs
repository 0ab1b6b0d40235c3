using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Jobs;

namespace Orleans.Tx.Client.Jobs;

/// <summary>Waits for a job of the service, telling its steps where it takes long. Who interrupts the command gives the job up.</summary>
/// <param name="path">Where the service has jobs of this kind.</param>
/// <param name="kind">What messages call it.</param>
internal sealed class JobWatch(TxServer server, string path, string kind, Terminal terminal)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongSince = TimeSpan.FromSeconds(2);

    /// <summary>Starts a job, or finds the one that is under way, and waits until it is done.</summary>
    /// <param name="source">Whose job; null for the only source.</param>
    /// <param name="request">What it has to know; null for nothing.</param>
    /// <exception cref="WorkException">It failed, or someone else gave it up.</exception>
    public async Task<TStatus> UntilDone<TStatus>(string? source, CancellationToken cancellation, object? request = null)
        where TStatus : IJobStatus
    {
        var ended = await UntilEnded(await server.StartJob<TStatus>(path, source, cancellation, request), cancellation);
        return ended.State switch
        {
            JobState.Done => ended,
            JobState.Cancelled => throw new WorkException($"the {kind} was cancelled"),
            _ => throw new WorkException(ended.Message ?? $"the {kind} failed"),
        };
    }

    private async Task<TStatus> UntilEnded<TStatus>(TStatus status, CancellationToken cancellation)
        where TStatus : IJobStatus
    {
        var (started, told) = (terminal.Time.GetTimestamp(), "");
        try
        {
            while (status.State == JobState.Running)
            {
                await Task.Delay(LookEvery, terminal.Time, cancellation);
                status = await server.Job<TStatus>(path, status.Source, status.Id, cancellation);
                if (status.Step == told || terminal.Time.GetElapsedTime(started) < LongSince)
                    continue;
                told = status.Step;
                await terminal.Error.WriteLineAsync(told);
            }

            return status;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await server.CancelJob<TStatus>(path, status.Source, status.Id, CancellationToken.None);
            throw;
        }
    }
}
