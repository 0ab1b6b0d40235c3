namespace Orleans.Tx.Client.Output;

/// <summary>How much a screen shows.</summary>
/// <param name="Width">Columns of text.</param>
/// <param name="Height">Lines.</param>
internal readonly record struct TerminalSize(int Width, int Height)
{
    /// <summary>A pipe takes lines of any length, and any number of them.</summary>
    public static readonly TerminalSize Unbounded = new(10_000, int.MaxValue);
}
