namespace Orleans.Tx.Charts;

/// <summary>How a text is drawn.</summary>
internal readonly record struct TextLook(double Size, string Fill, TextAnchor Anchor = TextAnchor.Start, bool Bold = false)
{
    public static TextLook Label { get; } = new(11, Palette.Muted);

    public static TextLook Figure { get; } = new(11, Palette.Ink);

    public static TextLook Name { get; } = Label with { Bold = true };

    public static TextLook Heading { get; } = new(13, Palette.Ink, Bold: true);

    public TextLook Middle => this with { Anchor = TextAnchor.Middle };

    public TextLook End => this with { Anchor = TextAnchor.End };
}
