using System.Reflection;

namespace Orleans;

/// <summary>A call on its way, as filters of the other engine meet it; this one has none.</summary>
public interface IGrainCallContext
{
    /// <summary>The method that is called, as its interface declares it.</summary>
    MethodInfo? InterfaceMethod { get; }

    /// <summary>What the call ended with; reading it throws what the call threw.</summary>
    object? Result { get; set; }

    /// <summary>Goes on with the call.</summary>
    Task Invoke();
}
