namespace Orleans.Tx.Client.Output;

/// <summary>How numbers are shown to people.</summary>
internal static class Digits
{
    /// <summary>Sets commas between the thousands of a plain number: <c>-1234567.50</c> becomes <c>-1,234,567.50</c>.</summary>
    public static string Grouped(string number)
    {
        // What ends with the letter of a unit has few digits.
        if (number is not [.., >= '0' and <= '9'])
            return number;
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var grouped = point < 0 ? number : number[..point];
        for (var at = grouped.Length - 3; at > 0 && char.IsAsciiDigit(grouped[at - 1]); at -= 3)
            grouped = grouped.Insert(at, ",");
        return point < 0 ? grouped : grouped + number[point..];
    }

    public static string Grouped(long number) => Grouped(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
