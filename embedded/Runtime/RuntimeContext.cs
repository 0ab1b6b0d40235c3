namespace Orleans.Runtime;

/// <summary>Whose turn the current thread runs.</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static Activation? _current;

    internal static Activation? Current
    {
        get => _current;
        set => _current = value;
    }
}
