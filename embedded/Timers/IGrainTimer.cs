namespace Orleans.Runtime;

/// <summary>A timer whose callback runs as a turn of its grain. It ends with the activation, or when disposed.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when the callback runs next and how long after its end it runs again.</summary>
    /// <param name="dueTime">From now, or, when the callback runs, from its end; <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    /// <param name="period"><see cref="Timeout.InfiniteTimeSpan"/> for once only.</param>
    void Change(TimeSpan dueTime, TimeSpan period);
}
