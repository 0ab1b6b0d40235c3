namespace Orleans.Tx.Client.Output;

/// <summary>A bar of two parts for each row of a table, all to one scale; what is negative has no length.</summary>
internal sealed class Bars(IReadOnlyList<(decimal New, decimal Recurring)> rows)
{
    /// <summary>How many characters the longest bar has.</summary>
    public const int Width = 30;

    /// <summary>The heading above the bars, in Spectre's markup.</summary>
    public const string Legend = "[green]█ new[/] [blue]▒ recurring[/]";

    private readonly decimal _longest = rows.Select(Length).Append(0m).Max();

    /// <summary>The bar of a row, in Spectre's markup.</summary>
    public string Row(int index)
    {
        var whole = Scaled(Length(rows[index]));
        var fresh = Math.Min(whole, Scaled(Math.Max(0, rows[index].New)));
        return $"[green]{new string('█', fresh)}[/][blue]{new string('▒', whole - fresh)}[/]";
    }

    private static decimal Length((decimal New, decimal Recurring) row) => Math.Max(0, row.New) + Math.Max(0, row.Recurring);

    private int Scaled(decimal value) => _longest == 0 ? 0 : (int)Math.Round(value / _longest * Width);
}
