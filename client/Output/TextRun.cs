
namespace Orleans.Tx.Client.Output;

/// <summary>Some text in one style.</summary>
internal readonly record struct TextRun(string Text, Style? Style = null)
{
    public static implicit operator TextRun(string text) => new(text);

    /// <summary>Less important.</summary>
    public static TextRun Faint(string text) => new(text, Ink.Faint);

    public static TextRun Bold(string text) => new(text, Ink.Bold);
}
