using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Domain.Tests.Limiting;

/// <summary>
/// Workers, a limiter that may crash, and a server, in virtual time. The limiter is kept as its grain keeps it: the window is saved
/// before anything is granted that the last save did not reckon with. Instants are true ones; the limiter's clock differs from them.
/// </summary>
internal sealed class LimiterRun
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    private readonly WindowLimit _limit;
    private readonly PriorityQueue<Action, (DateTimeOffset, int)> _events = new();
    private SlidingWindow _window;
    private WindowState _stored = WindowState.Fresh;
    private TimeSpan _clockError;
    private DateTimeOffset _now = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private int _ahead;
    private long _lease;

    public LimiterRun(WindowLimit limit, Func<DateTimeOffset, int> serverAllows)
    {
        _limit = limit;
        Server = new ModelServer(limit.Window, serverAllows);
        _window = new SlidingWindow(limit, _stored, Clock);
    }

    public ModelServer Server { get; }

    public int Granted { get; private set; }

    private DateTimeOffset Clock => _now + _clockError;

    public void Take(LimiterStep step)
    {
        var chance = new Random(step.Seed);
        switch (step.Kind)
        {
            case LimiterStepKind.Ask:
                Ask(step.Amount + 1, chance);
                break;
            case LimiterStepKind.Wait:
                WaitUntil(_now + step.Amount * Tenth);
                break;
            case LimiterStepKind.WaitForFree:
                WaitForFree();
                break;
            case LimiterStepKind.Crash:
                Crash(step.Amount * Tenth, chance);
                break;
        }
    }

    /// <summary>Nobody asks any more; whatever is under way ends.</summary>
    public void ComeToRest()
    {
        while (_events.TryPeek(out _, out var next))
            WaitUntil(next.Item1);
    }

    /// <summary>After this long without a request nothing may be held.</summary>
    public void AssertNothingLeaks()
    {
        WaitUntil(_now + _limit.LongestHold + SlidingWindow.Skew);
        Assert.True(_window.Free(Clock) > 0 || _window.ClosedUntil > Clock);
        Assert.Equal((0, 0), (_window.Held, _window.Leased));
    }

    private void Ask(int wanted, Random chance)
    {
        var permits = Math.Min(wanted, _window.Free(Clock));
        if (permits == 0)
            return;

        if (permits > _ahead)
        {
            _ahead = permits + chance.Next(4);
            _stored = _window.Save(_ahead, Clock);
        }

        Assert.True(_now >= _notBefore, "granted while the source had asked to wait");
        var lease = ++_lease;
        Assert.Equal(Clock + _limit.Lease, _window.Grant(lease, permits, Clock));
        _ahead -= permits;
        Granted += permits;
        for (var permit = 0; permit < permits; permit++)
            Use(lease, chance);
    }

    // Sent anywhere within the lease, arriving and answered anywhere within the timeout, told of anywhen after, or never.
    private void Use(long lease, Random chance)
    {
        var sent = _now + Part(_limit.Lease, chance);
        var arrived = sent + Part(_limit.Timeout, chance);
        var answered = arrived + Part(sent + _limit.Timeout - arrived, chance);
        var given = sent + Part(_limit.Timeout, chance);
        var told = answered + (chance.Next(8) == 0 ? 2 * _limit.LongestHold : Part(_limit.Lease, chance));
        var outcome = Outcome.Unknown;
        switch (chance.Next(10))
        {
            case 0:
                At(sent, () => Settle(lease, Outcome.Unsent, sent));
                break;
            case 1:
                At(arrived, () => Server.Arrive(arrived));
                break;
            case 2:
                At(arrived, () => Server.Arrive(arrived));
                At(given, () => Settle(lease, Outcome.Unknown, given));
                break;
            default:
                At(arrived, () => outcome = Server.Arrive(arrived) ? Outcome.Accepted : Outcome.Rejected);
                At(told, () => Settle(lease, outcome, answered, chance.Next(3) == 0 ? Part(4 * _limit.Window, chance) : null));
                break;
        }
    }

    private void Settle(long lease, Outcome outcome, DateTimeOffset completed, TimeSpan? retryAfter = null)
    {
        _window.Settle(lease, outcome, completed + _clockError, Clock, retryAfter);
        var wait = _now + (retryAfter ?? TimeSpan.Zero);
        if (outcome == Outcome.Rejected && wait > _notBefore)
            _notBefore = wait;
    }

    private void WaitForFree()
    {
        var due = _window.NextFree(Clock) - _clockError;
        Assert.True(due > _now, "it was said to be worth asking again in the past");
        if (_events.TryPeek(out _, out var next) && next.Item1 <= due)
        {
            WaitUntil(next.Item1);
            return;
        }

        var free = _window.Free(Clock);
        WaitUntil(due - TimeSpan.FromTicks(1));
        Assert.True(free > 0 || _window.Free(Clock) == 0, "a permit became free before it was said to");
        WaitUntil(due);
    }

    private void Crash(TimeSpan down, Random chance)
    {
        WaitUntil(_now + down);

        // Any two of its clocks differ by no more than the skew that is allowed for.
        _clockError = SlidingWindow.Skew * ((chance.NextDouble() - 0.5) * 0.999);
        _window = new SlidingWindow(_limit, _stored, Clock);
        _notBefore = DateTimeOffset.MinValue;
        _ahead = 0;
    }

    private void WaitUntil(DateTimeOffset instant)
    {
        while (_events.TryPeek(out var happens, out var next) && next.Item1 <= instant)
        {
            _events.Dequeue();
            _now = next.Item1;
            happens();
        }

        _now = instant;
    }

    private void At(DateTimeOffset instant, Action happens) => _events.Enqueue(happens, (instant, _events.Count));

    // Now and then none or all of it, for the boundaries.
    private static TimeSpan Part(TimeSpan whole, Random chance) => chance.Next(4) switch
    {
        0 => TimeSpan.Zero,
        1 => whole,
        _ => whole * chance.NextDouble(),
    };
}
