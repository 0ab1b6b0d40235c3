using System.Globalization;
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

    /// <summary>Starts a job, or finds the one that is under way, and waits until it is done.</summary>
    /// <param name="source">Whose job; null for the only source.</param>
    /// <param name="request">What it has to know; null for nothing.</param>
    /// <param name="measure">How much of it is done, and of how much, where that can be said.</param>
    /// <exception cref="WorkException">It failed, or someone else gave it up.</exception>
    public async Task<TStatus> UntilDone<TStatus>(
        string? source, CancellationToken cancellation, object? request = null, Func<TStatus, (long Done, long All)>? measure = null)
        where TStatus : IJobStatus
    {
        var ended = await UntilEnded(await server.StartJob<TStatus>(path, source, cancellation, request), measure, cancellation);
        return ended.State switch
        {
            JobState.Done => ended,
            JobState.Cancelled => throw new WorkException($"the {kind} was cancelled"),
            _ => throw new WorkException(ended.Message ?? $"the {kind} failed"),
        };
    }

    private async Task<TStatus> UntilEnded<TStatus>(TStatus status, Func<TStatus, (long Done, long All)>? measure, CancellationToken cancellation)
        where TStatus : IJobStatus
    {
        using var line = new ProgressLine(terminal);
        try
        {
            while (status.State == JobState.Running)
            {
                await Task.Delay(LookEvery, terminal.Time, cancellation);
                status = await server.Job<TStatus>(path, status.Source, status.Id, cancellation);
                Show(line, status.Step, measure?.Invoke(status));
            }

            return status;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await server.CancelJob<TStatus>(path, status.Source, status.Id, CancellationToken.None);
            throw;
        }
    }

    private void Show(ProgressLine line, string step, (long Done, long All)? measured)
    {
        if (measured is { Done: > 0, All: > 0 } of)
        {
            var (share, elapsed) = (Math.Min(1, (double)of.Done / of.All), line.Elapsed.TotalSeconds);
            line.Show(share, () => string.Create(
                CultureInfo.InvariantCulture,
                $"{step}, {Digits.Grouped((long)(of.Done / elapsed))} a second, {Math.Ceiling(elapsed * (1 - share) / share):0} s left"));
        }
        else
        {
            line.Show(share: null, () => string.Create(CultureInfo.InvariantCulture, $"{step} ({line.Elapsed.TotalSeconds:0} s)"));
        }
    }
}
