namespace Orleans.Runtime;

/// <summary>A reminder could not be taken back because it has been changed since it was read.</summary>
public sealed class ReminderException : OrleansException
{
    /// <summary>An exception that says what happened.</summary>
    public ReminderException(string message)
        : base(message)
    {
    }
}
