namespace Orleans.Tx.Client.Output;

/// <summary>How text looks.</summary>
internal sealed record Style(Colour? Foreground = null, Colour? Background = null, bool Bold = false, bool Faint = false)
{
    /// <summary>The text between what sets the style and what takes it back.</summary>
    public string Applied(string text, ColourDepth depth)
    {
        var codes = ((string?[])[Bold ? "1" : null, Faint ? "2" : null, Foreground?.Codes(background: false, depth), Background?.Codes(background: true, depth)]).OfType<string>();
        return $"\e[{string.Join(';', codes)}m{text}\e[0m";
    }
}
