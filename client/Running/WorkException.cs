namespace Orleans.Tx.Client.Running;

/// <summary>The work failed. The message says what, where, and what to do next.</summary>
internal sealed class WorkException : Exception
{
    public WorkException(string message) : base(message)
    {
    }

    public WorkException(string message, Exception cause) : base(message, cause)
    {
    }
}
