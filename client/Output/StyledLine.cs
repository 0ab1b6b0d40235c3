
namespace Orleans.Tx.Client.Output;

/// <summary>A line of text in several styles.</summary>
internal sealed class StyledLine(params IReadOnlyList<TextRun> runs)
{
    public IReadOnlyList<TextRun> Runs => runs;

    public int Width => runs.Sum(run => TextWidth.Of(run.Text));

    /// <summary>The text alone.</summary>
    public override string ToString() => string.Concat(runs.Select(run => run.Text));

    /// <summary>The same line, its end cut off where it is longer.</summary>
    public StyledLine Clipped(int width, string cut)
    {
        if (Width <= width)
            return this;

        var (kept, left) = (new List<TextRun>(), Math.Max(0, width - cut.Length));
        foreach (var run in runs)
        {
            kept.Add(run with { Text = TextWidth.Clip(run.Text, left, "") });
            left -= TextWidth.Of(kept[^1].Text);
            if (kept[^1].Text.Length < run.Text.Length)
                break;
        }

        kept.Add(TextWidth.Clip(cut, width, ""));
        return new StyledLine(kept);
    }
}
