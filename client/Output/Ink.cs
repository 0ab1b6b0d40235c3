namespace Orleans.Tx.Client.Output;

/// <summary>The few styles of text: each says something, and nothing is said by colour alone.</summary>
internal static class Ink
{
    public static readonly Style Faint = new(Faint: true);
    public static readonly Style Bold = new(Bold: true);
    public static readonly Style Good = new(Colour.Green);
    public static readonly Style Busy = new(Colour.Cyan);
    public static readonly Style Warning = new(Colour.Yellow);
    public static readonly Style Bad = new(Colour.Red, Bold: true);
}
