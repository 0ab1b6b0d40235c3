using System.Collections.Concurrent;
using Orleans.Tx.Grains.Watching;

namespace Orleans.Tx.Grains.Tests.Watching;

/// <summary>Who is told, across restarts.</summary>
internal sealed class FakeHook : IAlertHook
{
    private readonly ConcurrentQueue<Alert> _heard = [];
    private int _tries;

    /// <summary>What was told and heard, in order.</summary>
    public IReadOnlyList<Alert> Heard => [.. _heard];

    /// <summary>How often it was tried, heard or not.</summary>
    public int Tries => _tries;

    /// <summary>Nobody hears.</summary>
    public bool IsAway { get; set; }

    /// <summary>Each is heard only once this completes.</summary>
    public Task Opened { get; set; } = Task.CompletedTask;

    public async Task Send(Alert alert, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _tries);
        await Opened.WaitAsync(cancellationToken);
        if (IsAway)
            throw new TxException(TxError.Unavailable, "nobody hears");
        _heard.Enqueue(alert);
    }
}
