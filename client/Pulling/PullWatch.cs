using System.Collections.Immutable;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Pulling;

/// <summary>Waits until weeks are pulled and counted, and shows how that goes.</summary>
internal sealed class PullWatch(TxServer server, string? source, IReadOnlySet<string> asked, Terminal terminal)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly PullProgress _progress = new(terminal);

    /// <exception cref="WorkException">It took longer than <paramref name="timeout"/>.</exception>
    public Task<ImmutableArray<WeekStatus>> UntilDone(TimeSpan? timeout, CancellationToken cancellationToken) =>
        Until(week => week.Status is WeekState.Complete or WeekState.Pulled or WeekState.Failed or WeekState.Paused, timeout, cancellationToken);

    /// <summary>Waits until no row is left of those that a person let go.</summary>
    public Task<ImmutableArray<WeekStatus>> UntilNoneLeaves(CancellationToken cancellationToken) =>
        Until(week => week.Leaving == 0, timeout: null, cancellationToken);

    private async Task<ImmutableArray<WeekStatus>> Until(Func<WeekStatus, bool> hasEnded, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var started = terminal.Time.GetTimestamp();
        try
        {
            while (true)
            {
                if (await Look(hasEnded, cancellationToken) is { } done)
                {
                    _progress.Clear();
                    return done;
                }

                if (terminal.Time.GetElapsedTime(started) > timeout)
                    throw new WorkException($"not done after {timeout}: what is stored stays, and the same command goes on from there");
                await Task.Delay(LookEvery, terminal.Time, cancellationToken);
            }
        }
        finally
        {
            _progress.Keep();
        }
    }

    private async Task<ImmutableArray<WeekStatus>?> Look(Func<WeekStatus, bool> hasEnded, CancellationToken cancellationToken)
    {
        try
        {
            var status = await server.Status(source, cancellationToken);
            var weeks = status.Weeks.Where(week => asked.Contains(week.Week)).ToImmutableArray();
            _progress.Show(status, weeks);
            return weeks.All(hasEnded) && status.Projection.Position >= status.Projection.LastBatch ? weeks : null;
        }
        catch (ServiceAwayException away)
        {
            // The service waits for its store and goes on; so does this.
            _progress.Trouble(away.Message);
            return null;
        }
    }
}
