namespace Orleans.Runtime;

/// <summary>Something an activation is asked to do as a turn, or several: a call, a timer's tick, a step of a stream.</summary>
internal abstract class Request
{
    // Its place in the order of arrival, set by the queue.
    internal long Sequence { get; set; }

    /// <summary>May begin while other requests await.</summary>
    internal abstract bool Interleaves { get; }

    /// <summary>Counts as use of the activation.</summary>
    internal virtual bool KeepsAlive => true;

    /// <summary>Means something to this activation only, not to a successor.</summary>
    internal virtual bool EndsWithActivation => false;

    /// <summary>Nobody waits for it any more: it need not begin.</summary>
    internal virtual bool IsAbandoned => false;

    /// <summary>Does it. What goes wrong goes into the task.</summary>
    internal abstract Task RunAsync(Activation activation);

    /// <summary>It was done: tells whoever waits.</summary>
    internal abstract void Answer(Task ran);

    /// <summary>It will not be done: tells whoever waits.</summary>
    internal abstract void Reject(Exception reason);
}
