using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A grain asks for a storage that is not configured.</summary>
public sealed class BadProviderConfigException : OrleansException
{
    /// <summary>An exception with a general message.</summary>
    public BadProviderConfigException()
    {
    }

    /// <summary>An exception that says which storage is missing.</summary>
    public BadProviderConfigException(string msg)
        : base(msg)
    {
    }

    /// <summary>An exception that says which storage is wrong and what led to it.</summary>
    public BadProviderConfigException(string msg, Exception exc)
        : base(msg, exc)
    {
    }
}
