namespace Orleans.Tx.Client.Completion;

/// <summary>What a shell offers for the value of an option or for an argument.</summary>
/// <param name="Kind">Where the offers come from.</param>
/// <param name="Words">The offers, where they are words.</param>
internal readonly record struct CompletedValue(ValueKind Kind, IReadOnlyList<string> Words)
{
    /// <summary>Its kind, as the scripts write it.</summary>
    public string Word => Kind == ValueKind.None ? "''" : Kind.ToString().ToLowerInvariant();

    public static CompletedValue Of(ValueKind kind) => new(kind, []);
}
