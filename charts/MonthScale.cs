using System.Globalization;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Charts;

/// <summary>Where the columns of months stand from left to right: the same in all parts of a picture.</summary>
public sealed record MonthScale(MonthColumns Columns, double Left, double Width)
{
    private const double LabelWidth = 50;
    private static readonly int[] Strides = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

    public double Right => Left + Width;

    /// <summary>How wide a column is.</summary>
    public double Band => Width / Columns.Months.Count;

    /// <summary>Every column can have words and figures of its own.</summary>
    public bool HasRoom => Band >= LabelWidth;

    /// <summary>The labels for which there is room, from the left: the months or years that a calendar's round numbers fall on.</summary>
    public IEnumerable<(int Place, string Text)> Labels
    {
        get
        {
            var stride = Strides.FirstOrDefault(stride => stride * Band >= LabelWidth, Strides[^1]);
            return Columns.Months.Index()
                .Where(column => (Columns.LeavesOut ? column.Index : column.Item.Year * 12 + column.Item.Number - 1) % stride == 0)
                .Select(column => (column.Index, stride >= 12 && !Columns.LeavesOut ? Year(column.Item) : column.Item.ToString()));
        }
    }

    public double LeftOf(int place) => Left + place * Band;

    public double CentreOf(int place) => Left + (place + 0.5) * Band;

    /// <summary>What stands in the middle of a column: as wide as the column lets it be, with a gap, and no wider than that.</summary>
    public (double Left, double Width) Within(int place, double share, double most)
    {
        var width = Math.Min(Band * share, most);
        return (CentreOf(place) - width / 2, width);
    }

    private static string Year(Month month) => month.Year.ToString("D4", CultureInfo.InvariantCulture);
}
