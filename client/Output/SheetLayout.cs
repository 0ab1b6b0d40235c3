namespace Orleans.Tx.Client.Output;

/// <summary>
/// Which columns of a sheet a screen has room for, and how wide each is. Where it is too narrow, in this order: headings are broken into
/// lines, sentences go below the table, long texts are cut, and columns are left out by their rank.
/// </summary>
internal sealed class SheetLayout
{
    /// <summary>Blanks between two columns.</summary>
    public const int Gap = 2;

    private const int LeastText = 12;

    private readonly IReadOnlyList<SheetColumn> _columns;
    private readonly int[] _natural;
    private readonly int[] _least;
    private readonly int _width;
    private readonly List<int> _shown;
    private readonly List<int> _below = [];
    private readonly List<int> _empty;

    /// <param name="cells">How wide the widest cell of each column is.</param>
    public SheetLayout(IReadOnlyList<SheetColumn> columns, IReadOnlyList<int> cells, int width)
    {
        (_columns, _width) = (columns, width);
        // A column that could be left out and has nothing to say is.
        _empty = [.. Enumerable.Range(0, columns.Count).Where(index => cells[index] == 0 && cells.Any(width => width > 0) && columns[index] is not { Rank: 0, WhenNarrow: not WhenNarrow.Below })];
        _shown = [.. Enumerable.Range(0, columns.Count).Except(_empty)];
        Widths = _natural = [.. columns.Select((column, index) => Math.Max(cells[index], TextWidth.Of(column.Title)))];
        _least = [.. columns.Select((column, index) => Math.Max(cells[index], column.Title.Split(' ').Max(TextWidth.Of)))];
        Fit();
        Blocks = [.. Cut()];
    }

    /// <summary>The width of each column, shown or not.</summary>
    public IReadOnlyList<int> Widths { get; private set; }

    /// <summary>The columns of each part of the table, the first column in every one; more than one only where what may not be left out is too wide.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Blocks { get; }

    /// <summary>Columns whose cells are told below the table.</summary>
    public IReadOnlyList<int> Below => _below;

    public IEnumerable<int> LeftOut => Enumerable.Range(0, _columns.Count).Except(_shown).Except(_below).Except(_empty);

    /// <summary>How much of the last part's lines is free.</summary>
    public int Left => _width - Needed(Blocks[^1], Widths);

    private void Fit()
    {
        if (Fits(_natural))
            return;
        Widths = _least;
        foreach (var sentence in _shown.Where(index => _columns[index].WhenNarrow == WhenNarrow.Below).Reverse().ToList())
        {
            if (Fits(_least))
                return;
            _shown.Remove(sentence);
            _below.Insert(0, sentence);
        }

        var cut = Cut(_least);
        while (!Fits(cut) && _shown.Where(index => _columns[index].Rank > 0).OrderBy(index => _columns[index].Rank).ThenBy(index => index).Select(index => (int?)index).LastOrDefault() is { } last)
            _shown.Remove(last);
        Widths = Grown(cut);
    }

    private int[] Cut(int[] widths) => [.. widths.Select((width, index) => _columns[index].WhenNarrow == WhenNarrow.Clipped ? Math.Min(width, LeastText) : width)];

    // What is free goes to the texts that were cut, from the left.
    private int[] Grown(int[] cut)
    {
        var free = _width - Needed(_shown, cut);
        foreach (var index in _shown)
        {
            var more = Math.Clamp(_least[index] - cut[index], 0, Math.Max(0, free));
            cut[index] += more;
            free -= more;
        }

        return cut;
    }

    private IEnumerable<IReadOnlyList<int>> Cut()
    {
        var block = new List<int>();
        foreach (var index in _shown)
        {
            if (block.Count > 1 && Needed([.. block, index], Widths) > _width)
            {
                yield return block;
                block = [_shown[0]];
            }

            block.Add(index);
        }

        yield return block;
    }

    private bool Fits(IReadOnlyList<int> widths) => Needed(_shown, widths) <= _width;

    private static int Needed(IReadOnlyList<int> columns, IReadOnlyList<int> widths) => columns.Sum(index => widths[index] + Gap) - Gap;
}
