namespace Orleans.Runtime;

/// <summary>The host is configured in a way that can't work.</summary>
public sealed class OrleansConfigurationException : Exception
{
    /// <summary>An exception that says which setting and what is allowed.</summary>
    public OrleansConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says which setting and what led to it.</summary>
    public OrleansConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
