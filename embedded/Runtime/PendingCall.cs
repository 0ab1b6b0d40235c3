namespace Orleans.Runtime;

/// <summary>A call that somebody waits for, with its place among the pending ones.</summary>
internal abstract class PendingCall : Request
{
    internal PendingCall? Previous { get; set; }

    internal PendingCall? Next { get; set; }

    internal PendingCalls.Shard? Shard { get; set; }

    internal long Deadline { get; set; }

    /// <summary>The time is up: the caller gets a <see cref="TimeoutException"/>, the call itself goes on.</summary>
    internal abstract void Expire();
}
