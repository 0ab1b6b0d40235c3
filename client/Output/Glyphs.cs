namespace Orleans.Tx.Client.Output;

/// <summary>The signs that lines and bars are drawn with: what a legacy locale can't show has a plain sign in its place.</summary>
/// <param name="Rule">Beneath the headings of a table.</param>
/// <param name="Full">The filled part of a bar.</param>
/// <param name="Shade">The second part of a bar, or what is left of it.</param>
/// <param name="Cut">Stands for what was cut off.</param>
/// <param name="Dot">Between two things said on one line.</param>
/// <param name="Levels">From nothing to all.</param>
internal sealed record Glyphs(char Rule, char Full, char Shade, string Cut, string Dot, string Levels)
{
    public static readonly Glyphs Unicode = new('─', '█', '░', "…", "·", "▁▂▃▄▅▆▇█");

    public static readonly Glyphs Ascii = new('-', '#', '.', "...", "-", "_.:-=+*#");

    /// <summary>A bar of which a share is filled, and the rest of it.</summary>
    public (string Full, string Left) Bar(double share, int width)
    {
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * width);
        return (new string(Full, full), new string(Shade, width - full));
    }
}
