using System.Xml.Linq;

namespace Orleans.Tx.Charts;

/// <summary>What is written in the cells of a heat map: the amount with three digits or fewer, or nothing where cells are too narrow.</summary>
/// <param name="Digits">The most; 0 where nothing is written.</param>
internal readonly record struct CellFigure(int Digits)
{
    private const double Size = 10.5;
    private const double Padding = 3;

    /// <summary>As many digits as nine of ten amounts have room for: one long number does not take the others away.</summary>
    public static CellFigure For(IReadOnlyList<decimal> amounts, double width) => new(
        ((int[])[3, 2, 1]).FirstOrDefault(digits => amounts.Count(amount => Fits(amount, digits, width)) * 10 >= amounts.Count * 9));

    /// <summary>The amount; a stroke for a loss where it is not written, so that a print in grey tells losses from gains.</summary>
    public XElement? Draw(decimal amount, Box cell, ColourScale colours)
    {
        var (x, y) = (cell.X + cell.Width / 2, cell.Y + cell.Height / 2);
        for (var digits = Digits; digits > 0; digits--)
        {
            if (Fits(amount, digits, cell.Width))
                return Svg.Text("amount", x, y + 4, ChartNumber.Short(amount, digits), new TextLook(Size, colours.Ink(amount)).Middle);
        }

        return amount < 0 ? Svg.Line("loss", x - cell.Width / 4, y, x + cell.Width / 4, y, colours.Ink(amount)) : null;
    }

    private static bool Fits(decimal amount, int digits, double width) => ChartText.Width(ChartNumber.Short(amount, digits), Size) + Padding <= width;
}
