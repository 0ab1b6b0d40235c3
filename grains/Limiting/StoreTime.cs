namespace Orleans.Tx.Grains.Limiting;

/// <summary>The store's time, read once and carried on by the monotonic clock: no jump of a wall clock reaches it.</summary>
internal sealed class StoreTime(TimeProvider time, DateTimeOffset readAt)
{
    private readonly long _started = time.GetTimestamp();

    public DateTimeOffset Now => readAt + time.GetElapsedTime(_started);
}
