using Orleans.Storage;
using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Grains.Limiting;

/// <summary>
/// The stored side of a window: permits that were reserved with a save may be granted without another, a block at a time, so that storing
/// costs one write per some dozens of requests.
/// </summary>
internal sealed class PermitReserve(IPersistentState<LimiterState> stored, SlidingWindow window, StoreTime clock, TimeProvider time)
{
    private const int LeastBlock = 32;
    private const int LargestBlock = 64;

    private LimiterState _known = stored.State;
    private int _left;
    private long _saved;
    private DateTimeOffset _savedByMachine;

    /// <summary>
    /// How many may be granted. The time for that ends by whichever clock says so first: the monotonic one may stand still while a machine
    /// sleeps, and the machine's own may be set back.
    /// </summary>
    public int Left =>
        time.GetElapsedTime(_saved) < window.Limit.Reservation && time.GetUtcNow() - _savedByMachine < window.Limit.Reservation ? _left : 0;

    /// <summary>Whether anything was stored since this came to life.</summary>
    public bool HasSaved { get; private set; }

    // A crash that forgets a first refusal, or for how long the source is closed, would send everything at it again.
    private bool ForgetsRefusal =>
        (window.IsWary && _known.Learned is null) || window.ClosedUntil > _known.Closed() + SlidingWindow.Skew;

    public void Granted(int permits) => _left -= permits;

    /// <summary>Makes sure that some permits can be granted, if any are wanted, and that what matters most is stored.</summary>
    /// <inheritdoc cref="Save"/>
    public Task Ready(int wanted) =>
        wanted > 0 && Left == 0 ? Save(Math.Max(wanted, Block)) : ForgetsRefusal ? Save(Left) : Task.CompletedTask;

    /// <exception cref="TxException">The store is away.</exception>
    /// <exception cref="InconsistentStateException">Someone else stored the state.</exception>
    public async Task Save(int ahead)
    {
        // The clocks are read before: what is reserved ends too early rather than too late.
        var (saved, machine) = (time.GetTimestamp(), time.GetUtcNow());
        HasSaved = true;
        var state = stored.State = LimiterState.Of(window.Save(ahead, clock.Now, machine));
        try
        {
            await stored.WriteStateAsync();
        }
        catch (Exception failure) when (failure is not InconsistentStateException)
        {
            throw new TxException(TxError.Unavailable, $"permits can't be granted while the store is away: {failure.Message}");
        }

        (_known, _left, _saved, _savedByMachine) = (state, ahead, saved, machine);
    }

    // After a crash a block's slots are held for nothing: few where few are allowed.
    private int Block => Math.Clamp(window.Learned / 16, Math.Clamp(window.Learned / 2, 1, LeastBlock), LargestBlock);
}
