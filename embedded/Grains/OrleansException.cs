namespace Orleans.Runtime;

/// <summary>The base of the engine's own exceptions.</summary>
public class OrleansException : Exception
{
    /// <summary>An exception with a general message.</summary>
    public OrleansException()
        : base("The grain engine failed.")
    {
    }

    /// <summary>An exception that says what happened.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened and what led to it.</summary>
    public OrleansException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
