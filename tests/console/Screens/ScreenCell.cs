namespace Orleans.Tx.Console.Tests.Screens;

/// <summary>A place of a screen.</summary>
internal readonly record struct ScreenCell(char Sign, Pen Pen)
{
    public static readonly ScreenCell Blank = new(' ', default);
}
