namespace Orleans.Tx.Client.Running;

/// <summary>Finds the word that somebody most likely meant.</summary>
internal static class NearWord
{
    /// <summary>The one that takes the fewest slips to be mistyped so; null where none is near.</summary>
    public static string? Of(string typed, IEnumerable<string> words)
    {
        var allowed = Math.Max(1, typed.TrimStart('-').Length / 3);
        return words
            .Select(word => (Word: word, Slips: Slips(typed, word)))
            .Where(near => near.Slips <= allowed || (typed.Length > 2 && near.Word.StartsWith(typed, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(near => near.Slips).ThenBy(near => near.Word, StringComparer.Ordinal)
            .Select(near => near.Word)
            .FirstOrDefault();
    }

    /// <summary>Letters left out, added, exchanged, or swapped with their neighbour.</summary>
    private static int Slips(string typed, string word)
    {
        var counts = new int[typed.Length + 1, word.Length + 1];
        for (var i = 0; i <= typed.Length; i++)
        {
            for (var j = 0; j <= word.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    counts[i, j] = i + j;
                    continue;
                }

                var same = char.ToLowerInvariant(typed[i - 1]) == char.ToLowerInvariant(word[j - 1]) ? 0 : 1;
                counts[i, j] = Math.Min(counts[i - 1, j - 1] + same, Math.Min(counts[i - 1, j], counts[i, j - 1]) + 1);
                if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1])
                    counts[i, j] = Math.Min(counts[i, j], counts[i - 2, j - 2] + 1);
            }
        }

        return counts[typed.Length, word.Length];
    }
}
