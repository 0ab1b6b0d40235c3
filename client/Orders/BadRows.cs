using System.Text;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Orders;

/// <summary>Counts the rows set aside by reason, and keeps the first few to show.</summary>
internal sealed class BadRows(BadRowHandling handling)
{
    private const int Shown = 10;
    private const int LongestQuote = 60;
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly List<BadRow> _first = [];

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public long Total { get; private set; }

    /// <summary>The first ten, in the order of the log.</summary>
    public IReadOnlyList<BadRow> First => _first;

    /// <summary>The next bad row is to be shown: its explanation is wanted.</summary>
    public bool Shows => handling == BadRowHandling.Fail || _first.Count < Shown;

    /// <param name="explanation">What is wrong, with <c>{0}</c> for the text of the field.</param>
    /// <exception cref="WorkException">Bad rows are to end the work.</exception>
    public void Add(string file, long line, string reason, string explanation, ReadOnlySpan<byte> field = default)
    {
        Total++;
        _counts[reason] = _counts.GetValueOrDefault(reason) + 1;
        if (Shows)
            Show(new BadRow(file, line, reason, explanation.Replace("{0}", Quote(field), StringComparison.Ordinal)));
    }

    /// <summary>Adds the bad rows of a later part of the log.</summary>
    /// <param name="linesBefore">How many lines stand before that part, which counted its lines from 1.</param>
    /// <exception cref="WorkException">Bad rows are to end the work.</exception>
    public void Add(BadRows part, long linesBefore)
    {
        Total += part.Total;
        foreach (var (reason, count) in part._counts)
            _counts[reason] = _counts.GetValueOrDefault(reason) + count;
        foreach (var row in part._first)
        {
            if (Shows)
                Show(row with { Line = row.Line + linesBefore });
        }
    }

    public void Clear()
    {
        Total = 0;
        _counts.Clear();
        _first.Clear();
    }

    private void Show(BadRow row)
    {
        if (handling == BadRowHandling.Fail)
            throw new WorkException($"{row} (--on-bad-row skip sets such rows aside)");
        _first.Add(row);
    }

    private static string Quote(ReadOnlySpan<byte> field)
    {
        var text = new StringBuilder("'");
        foreach (var c in Encoding.UTF8.GetString(field[..Math.Min(field.Length, LongestQuote)]))
            text.Append(char.IsControl(c) ? ' ' : c);
        return text.Append(field.Length > LongestQuote ? "…'" : "'").ToString();
    }
}
