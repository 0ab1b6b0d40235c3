namespace Orleans.Tx.Silo.Configuration;

/// <summary>What a key that is none was probably meant to be.</summary>
internal static class KeySuggestion
{
    public static string For(string wrong, IEnumerable<string> keys)
    {
        var known = keys.ToList();
        var nearest = known.MinBy(key => Distance(wrong, key))!;
        return Distance(wrong, nearest) <= Math.Max(1, nearest.Length / 3)
            ? $"did you mean {nearest}?"
            : $"allowed: {string.Join(", ", known)}";
    }

    /// <summary>How many letters to change, add, drop or swap with their neighbour, ignoring case.</summary>
    private static int Distance(string left, string right)
    {
        var (a, b) = (left.ToUpperInvariant(), right.ToUpperInvariant());
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
                table[i, j] = i == 0 || j == 0 ? i + j : Cell(i, j);
        }

        return table[a.Length, b.Length];

        int Cell(int i, int j)
        {
            var change = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            var best = Math.Min(change, 1 + Math.Min(table[i - 1, j], table[i, j - 1]));
            var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            return swapped ? Math.Min(best, table[i - 2, j - 2] + 1) : best;
        }
    }
}
