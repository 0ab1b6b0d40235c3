using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Domain.Tests.Limiting;

/// <summary>
/// Workers, limiters that may crash, and a server, in virtual time. A limiter is kept as its grain keeps it: the window is saved before
/// anything is granted that the last save did not reckon with, and the save fails where another one saved meanwhile. Instants are true
/// ones; the store's clock and the machines' differ from them, and one of the two may jump while a limiter is down.
/// </summary>
internal sealed class LimiterRun
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    private readonly WindowLimit _limit;
    private readonly PriorityQueue<Action, (DateTimeOffset, int)> _events = new();
    private readonly Activation[] _activations;
    private readonly bool _storeJumps;
    private WindowState _stored = WindowState.Fresh;
    private int _version;
    private TimeSpan _storeError;
    private TimeSpan _machineError;
    private DateTimeOffset _now = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
    private long _lease;

    /// <param name="activations">How many limiters there are at once: more than one is what a partition makes.</param>
    /// <param name="storeJumps">Whether it is the store's clock that jumps; else the machine's.</param>
    public LimiterRun(WindowLimit limit, Func<DateTimeOffset, int> serverAllows, int activations = 1, bool storeJumps = false)
    {
        (_limit, _storeJumps) = (limit, storeJumps);
        Server = new ModelServer(limit.Window, serverAllows);
        _activations = [.. Enumerable.Range(0, activations).Select(_ => Activate())];
    }

    public ModelServer Server { get; }

    public int Granted { get; private set; }

    public void Take(LimiterStep step)
    {
        var chance = new Random(step.Seed);
        var which = chance.Next(_activations.Length);
        switch (step.Kind)
        {
            case LimiterStepKind.Ask:
                Ask(which, step.Amount + 1, chance);
                break;
            case LimiterStepKind.Wait:
                WaitUntil(_now + step.Amount * Tenth);
                break;
            case LimiterStepKind.WaitForFree:
                WaitForFree(_activations[which]);
                break;
            case LimiterStepKind.Crash:
                Crash(which, step.Amount * Tenth, chance);
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
        WaitUntil(_now + _limit.LongestHold + _limit.Reservation + SlidingWindow.Skew);
        foreach (var limiter in _activations)
        {
            var free = limiter.Window.Free(Store(limiter));
            Assert.Equal((0, 0), (limiter.Window.Held, limiter.Window.Leased));
            Assert.True(free > 0 || limiter.Window.Free(limiter.Window.NextFree(Store(limiter))) > 0);
        }
    }

    private DateTimeOffset Store(Activation limiter) => _now + limiter.StoreError;

    private Activation Activate() =>
        new(new SlidingWindow(_limit, _stored, _now + _storeError, _now + _machineError), _version, _storeError, _machineError);

    private void Ask(int which, int wanted, Random chance)
    {
        var limiter = _activations[which];
        var permits = Math.Min(wanted, limiter.Window.Free(Store(limiter)));
        if (permits == 0)
            return;
        if ((permits > limiter.Reserved || _now > limiter.ReservedUntil) && !Reserve(limiter, permits + chance.Next(4)))
        {
            // Another one saved: what this one knew is not worth anything any more.
            _activations[which] = Activate();
            return;
        }

        Assert.True(_now >= limiter.NotBefore, "granted while the source had asked to wait");
        var lease = ++_lease;
        Assert.Equal(Store(limiter) + _limit.Lease, limiter.Window.Grant(lease, permits, Store(limiter)));
        limiter.Reserved -= permits;
        Granted += permits;
        for (var permit = 0; permit < permits; permit++)
            Use(which, lease, chance);
    }

    private bool Reserve(Activation limiter, int ahead)
    {
        if (limiter.Version != _version)
            return false;

        limiter.Version = ++_version;
        (limiter.Reserved, limiter.ReservedUntil) = (ahead, _now + _limit.Reservation);
        _stored = limiter.Window.Save(ahead, Store(limiter), _now + limiter.MachineError);
        return true;
    }

    // Sent anywhere within the lease, arriving and answered anywhere within the timeout, told of anywhen after, or never.
    private void Use(int which, long lease, Random chance)
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
                At(sent, () => Settle(which, lease, Outcome.Unsent, sent));
                break;
            case 1:
                At(arrived, () => Server.Arrive(arrived));
                break;
            case 2:
                At(arrived, () => Server.Arrive(arrived));
                At(given, () => Settle(which, lease, Outcome.Unknown, given));
                break;
            default:
                At(arrived, () => outcome = Server.Arrive(arrived) ? Outcome.Accepted : Outcome.Rejected);
                At(told, () => Settle(which, lease, outcome, answered, chance.Next(3) == 0 ? Part(4 * _limit.Window, chance) : null));
                break;
        }
    }

    private void Settle(int which, long lease, Outcome outcome, DateTimeOffset completed, TimeSpan? retryAfter = null)
    {
        var limiter = _activations[which];
        limiter.Window.Settle(lease, outcome, completed + limiter.StoreError, Store(limiter), retryAfter);
        var wait = _now + (retryAfter ?? TimeSpan.Zero);
        if (outcome == Outcome.Rejected && wait > limiter.NotBefore)
            limiter.NotBefore = wait;
    }

    private void WaitForFree(Activation limiter)
    {
        var due = limiter.Window.NextFree(Store(limiter)) - limiter.StoreError;
        Assert.True(due > _now, "it was said to be worth asking again in the past");
        if (_events.TryPeek(out _, out var next) && next.Item1 <= due)
        {
            WaitUntil(next.Item1);
            return;
        }

        var free = limiter.Window.Free(Store(limiter));
        WaitUntil(due - TimeSpan.FromTicks(1));
        Assert.True(free > 0 || limiter.Window.Free(Store(limiter)) == 0, "a permit became free before it was said to");
        WaitUntil(due);
    }

    private void Crash(int which, TimeSpan down, Random chance)
    {
        WaitUntil(_now + down);

        // Any two readings of the store's clock differ by no more than the skew that is allowed for, unless it jumps.
        _storeError = SlidingWindow.Skew * ((chance.NextDouble() - 0.5) * 0.999) + (_storeJumps ? TimeSpan.FromHours(chance.Next(-1, 2)) : TimeSpan.Zero);
        _machineError = _storeJumps ? TimeSpan.Zero : TimeSpan.FromHours(chance.Next(-1, 2));
        _activations[which] = Activate();
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
