namespace Orleans.Runtime;

/// <summary>The activation that a stream came from has ended, or the reader paused for too long.</summary>
public sealed class EnumerationAbortedException : Exception
{
    /// <summary>An exception with a general message.</summary>
    public EnumerationAbortedException()
        : base("The enumeration was aborted.")
    {
    }

    /// <summary>An exception that says what happened.</summary>
    public EnumerationAbortedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened and what led to it.</summary>
    public EnumerationAbortedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
