using Grpc.AspNetCore.Server.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>Until when a caller waits, and the token that tells the method.</summary>
internal sealed partial class Deadline : IAsyncDisposable
{
    // A timer takes no more.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _timeout;
    private readonly long _begun;
    private readonly ITimer _timer;
    private int _isDecided;

    private Deadline(TimeSpan timeout, TimeProvider clock, CancellationToken gone)
    {
        (_timeout, _clock, _begun) = (timeout, clock, clock.GetTimestamp());
        At = clock.GetUtcNow().UtcDateTime + timeout;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(gone);
        _timer = clock.CreateTimer(deadline => ((Deadline)deadline!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Look();
    }

    /// <summary>In UTC.</summary>
    public DateTime At { get; }

    /// <summary>Completes when the time is over and the call was not done before.</summary>
    public Task Passed => _passed.Task;

    /// <summary>Cancelled when the time is over, or the caller has gone.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>The one that a request names; null where it names none.</summary>
    public static Deadline? Of(HttpContext http, TimeProvider clock) =>
        http.Request.Headers.TryGetValue(HeaderNames.GrpcTimeout, out var values) && values.Count == 1 && GrpcTimeout.Parse(values[0]) is { } timeout
            ? new Deadline(timeout, clock, http.RequestAborted)
            : null;

    /// <summary>The call is done; false where its time was over before.</summary>
    public bool TryStop() => Interlocked.Exchange(ref _isDecided, 1) == 0;

    public async Task Cancel(ILogger logger)
    {
        try
        {
            await _cancellation.CancelAsync();
        }
        catch (AggregateException failures)
        {
            // Whoever listened to the token: the call ends all the same.
            LogListenerFailed(logger, failures);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        _cancellation.Dispose();
    }

    private void Look()
    {
        var left = _timeout - _clock.GetElapsedTime(_begun);
        if (left > TimeSpan.Zero)
        {
            // Timers count in whole milliseconds, and must not be early.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
            _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
        }
        else if (Interlocked.Exchange(ref _isDecided, 1) == 0)
        {
            _passed.SetResult();
        }
    }
}
