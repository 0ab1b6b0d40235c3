namespace Orleans.Runtime;

/// <summary>The calls that somebody waits for: looked through once a second for those whose time is up.</summary>
internal sealed class PendingCalls : IDisposable
{
    private readonly CoarseClock _clock;
    private readonly Shard[] _shards = [.. Enumerable.Range(0, 16).Select(_ => new Shard())];

    public PendingCalls(CoarseClock clock)
    {
        _clock = clock;
        clock.Ticked += ExpireOverdue;
    }

    public void Dispose() => _clock.Ticked -= ExpireOverdue;

    internal void Add(PendingCall call, TimeSpan timeout)
    {
        // The clock may be a second behind: nobody's time is up early for that.
        call.Deadline = timeout == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : _clock.Now + _clock.Ticks(timeout + CoarseClock.Resolution);
        _shards[Environment.CurrentManagedThreadId & 15].Add(call);
    }

    internal static void Remove(PendingCall call) => call.Shard?.Remove(call);

    /// <summary>Nobody will answer any more.</summary>
    internal void RejectAll(Func<Exception> reason)
    {
        foreach (var call in _shards.SelectMany(shard => shard.Where(_ => true)))
            call.Reject(reason());
    }

    private void ExpireOverdue()
    {
        var now = _clock.Now;
        foreach (var call in _shards.SelectMany(shard => shard.Where(call => call.Deadline <= now)))
            call.Expire();
    }

    /// <summary>Some of the calls in a list of their own, so that threads don't queue for one lock.</summary>
    internal sealed class Shard
    {
        private readonly Lock _gate = new();
        private PendingCall? _first;

        internal void Add(PendingCall call)
        {
            lock (_gate)
            {
                call.Shard = this;
                call.Next = _first;
                if (_first is not null)
                    _first.Previous = call;
                _first = call;
            }
        }

        internal void Remove(PendingCall call)
        {
            lock (_gate)
            {
                if (call.Shard is null)
                    return;
                call.Shard = null;
                if (call.Next is not null)
                    call.Next.Previous = call.Previous;
                if (call.Previous is not null)
                    call.Previous.Next = call.Next;
                else
                    _first = call.Next;
                call.Next = call.Previous = null;
            }
        }

        internal List<PendingCall> Where(Func<PendingCall, bool> predicate)
        {
            List<PendingCall> found = [];
            lock (_gate)
            {
                for (var call = _first; call is not null; call = call.Next)
                {
                    if (predicate(call))
                        found.Add(call);
                }
            }

            return found;
        }
    }
}
