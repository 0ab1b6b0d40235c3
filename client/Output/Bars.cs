using Orleans.Tx.Charts;

namespace Orleans.Tx.Client.Output;

/// <summary>A bar of two parts for each row of a table, all to one scale; what is negative has no length.</summary>
internal sealed class Bars(IReadOnlyList<(decimal New, decimal Recurring)> rows)
{
    /// <summary>In how many columns bars can still be told apart; their legend has room there.</summary>
    public const int Least = 17;

    /// <summary>How long the longest bar is at most.</summary>
    public const int Most = 40;

    private static readonly Style New = new(Colour.Of(Palette.New, Colour.Yellow));
    private static readonly Style Recurring = new(Colour.Of(Palette.Recurring, Colour.Blue));

    private readonly decimal _longest = rows.Select(Length).Append(0m).Max();

    /// <summary>The heading above the bars.</summary>
    public static IReadOnlyList<TextRun> Legend(Terminal terminal) =>
        [new($"{terminal.Glyphs.Full} new", New), " ", new($"{Second(terminal)} recurring", Recurring)];

    /// <summary>The bar of a row, where the longest has this width.</summary>
    public IReadOnlyList<TextRun> Row(int index, int width, Terminal terminal)
    {
        var whole = Scaled(Length(rows[index]), width);
        var fresh = Math.Min(whole, Scaled(Math.Max(0, rows[index].New), width));
        return [new(new string(terminal.Glyphs.Full, fresh), New), new(new string(Second(terminal), whole - fresh), Recurring)];
    }

    // Where colours don't tell the parts apart, signs do.
    private static char Second(Terminal terminal) => terminal.Colours ? terminal.Glyphs.Full : terminal.Glyphs.Shade;

    private static decimal Length((decimal New, decimal Recurring) row) => Math.Max(0, row.New) + Math.Max(0, row.Recurring);

    private int Scaled(decimal value, int width) => _longest == 0 ? 0 : (int)Math.Round(value / _longest * width);
}
