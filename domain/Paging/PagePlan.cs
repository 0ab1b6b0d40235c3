namespace Orleans.Tx.Domain.Paging;

/// <summary>
/// Which pages of a run to fetch next, and which of those that arrived can be stored: pages may arrive in any order and are stored
/// in order. Pages are numbered by their place, from 0. Where the API tells how many there are, the run ends with the last that it
/// told of or that held records; else with the first empty page.
/// </summary>
public sealed class PagePlan<TPage>(PageCursor start, int pageSize)
{
    private readonly SortedDictionary<long, TPage> _arrived = [];
    private readonly SortedSet<long> _again = [];
    private long _stored = start.Page;
    private long _next = start.Page;
    private long? _end;

    /// <summary>The first page that is not stored.</summary>
    public PageCursor Cursor => PageCursor.At(_stored);

    /// <summary>How many pages there are, as far as is known.</summary>
    public long? Pages => _end;

    /// <summary>Pages that were asked for, or have arrived, and are not stored.</summary>
    public long Open => _next - _stored - _again.Count;

    /// <summary>Pages that are still to be handed out, as far as is known how many there are.</summary>
    public long? Left => HasNext ? _end is { } end ? Math.Max(1, end - _next + _again.Count) : null : 0;

    /// <summary>Every page is stored.</summary>
    public bool Done => _stored >= _end;

    /// <summary>There is a page that nobody was asked to fetch yet.</summary>
    public bool HasNext => HasAgain || !(_next >= _end);

    /// <summary>The next page to fetch.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public long Next()
    {
        if (!HasNext)
            throw new InvalidOperationException("every page of the run was handed out");
        if (!HasAgain)
            return _next++;

        var page = _again.Min;
        _again.Remove(page);
        return page;
    }

    /// <summary>A page that was handed out could not be fetched and is to be handed out again.</summary>
    public void Failed(long page) => _again.Add(page);

    /// <summary>A page that was handed out has arrived.</summary>
    public void Arrived(long page, PageFacts facts, TPage content)
    {
        if ((facts.TotalPages ?? PagesOf(facts.Total)) is { } pages)
            _end = Math.Max(facts.Items > 0 ? Math.Max(pages, page + 1) : pages, _end ?? 0);
        else if (facts.Items == 0)
            _end = Math.Min(page, _end ?? long.MaxValue);
        _arrived[page] = content;
    }

    /// <summary>The pages that follow what is stored without a gap, at most <paramref name="most"/>; they stay until <see cref="Stored"/>.</summary>
    public IReadOnlyList<TPage> Ready(int most)
    {
        var ready = new List<TPage>();
        while (ready.Count < most && !(_stored + ready.Count >= _end) && _arrived.TryGetValue(_stored + ready.Count, out var page))
            ready.Add(page);
        return ready;
    }

    /// <summary>The first <paramref name="pages"/> of what was ready are stored.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer were ready: a page would be left out.</exception>
    public void Stored(int pages)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pages, Ready(pages).Count);
        for (var page = 0; page < pages; page++)
            _arrived.Remove(_stored + page);
        _stored += pages;
    }

    // One that failed behind the end is not missed, unless the end moves.
    private bool HasAgain => _again.Count > 0 && !(_again.Min >= _end);

    private long? PagesOf(long? total) => total is { } records ? (records + pageSize - 1) / pageSize : null;
}
