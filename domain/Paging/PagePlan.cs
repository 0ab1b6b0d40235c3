namespace Orleans.Tx.Domain.Paging;

/// <summary>
/// Which pages of a run to fetch next, and which of those that arrived can be stored: pages may arrive in any order and are stored
/// in order. They are counted by their place, from 0. Numbered pages: where the API tells how many there are, the run ends with the last
/// that it told of or that held records; where it tells whether more follow, with the first that none follows; else with the first empty
/// page, or the first short one where that is said to end it. Pages with tokens: the run ends where no next token comes.
/// </summary>
public sealed class PagePlan<TPage>
{
    private readonly PagingManner _manner;
    private readonly TokenTrail? _trail;
    private readonly PagesBehind _behind;
    private readonly SortedDictionary<long, TPage> _arrived = [];
    private readonly SortedSet<long> _again = [];
    private long _stored;
    private long _next;
    private long? _end;
    private long? _told;
    private long _behindRecords;
    private int _emptyWithMore;

    public PagePlan(PageCursor start, PagingManner manner)
    {
        (_manner, _stored, _next) = (manner, start.Page, start.Page);
        _behind = new PagesBehind(manner);
        _trail = manner.ByToken ? new TokenTrail(start) : null;

        // Behind the last page no token follows.
        if (manner.ByToken && start is { Page: > 0, Token: null })
            _end = start.Page;
    }

    /// <summary>A plan of numbered pages.</summary>
    public PagePlan(PageCursor start, int pageSize) : this(start, new PagingManner(pageSize))
    {
    }

    /// <summary>The first page that is not stored.</summary>
    public PageCursor Cursor => At(_stored);

    /// <summary>How many pages there are, as far as is known.</summary>
    public long? Pages => _end ?? _told;

    /// <summary>Pages that were asked for, or have arrived, and are not stored.</summary>
    public long Open => _next - _stored - _again.Count;

    /// <summary>Pages that are still to be handed out, as far as is known how many there are.</summary>
    public long? Left => HasNext ? _end is { } end ? Math.Max(1, end - _next + _again.Count) : null : 0;

    /// <summary>Every page is stored.</summary>
    public bool Done => _stored >= _end;

    /// <summary>There is a page that nobody was asked to fetch yet.</summary>
    public bool HasNext => HasAgain || NeedsProbe || (!(_next >= Bound) && _trail?.Knows(_next) != false);

    /// <summary>Why the run can't come to a good end, in a sentence; null while it may.</summary>
    public string? Wrong
    {
        get
        {
            if (_emptyWithMore >= TokenTrail.MostEmptyWithMore)
                return TokenTrail.OnlyEmpty(_emptyWithMore);
            return _behind.IsMissed && !(_end <= _behind.First)
                ? $"page {_behind.First + 1} was refused although a full page stands before it"
                : _trail?.Wrong;
        }
    }

    /// <summary>How to ask for a page that was handed out.</summary>
    public PageCursor At(long page) => PageCursor.At(page, _trail?.TokenOf(page));

    /// <summary>The next page to fetch.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public long Next()
    {
        if (!HasNext)
            throw new InvalidOperationException("every page of the run was handed out");
        if (HasAgain)
        {
            var page = _again.Min;
            _again.Remove(page);
            return page;
        }

        return NeedsProbe ? _behind.Probe() : _next++;
    }

    /// <summary>A page that was handed out could not be fetched and is to be handed out again.</summary>
    public void Failed(long page)
    {
        if (_behind.IsProbe(page))
            _behind.ProbeFailed();
        else
            _again.Add(page);
    }

    /// <summary>A page that was handed out was refused, maybe because there are fewer.</summary>
    /// <returns>False where that can't be: the page is wanted.</returns>
    public bool Refused(long page)
    {
        if (page >= _end)
            return true;
        if (_trail is not null || !_behind.Refused(page))
            return false;
        CheckBehind();
        return true;
    }

    /// <summary>A page that was handed out has arrived.</summary>
    public void Arrived(long page, PageFacts facts, TPage content)
    {
        if (_trail is not null)
            FollowTrail(page, facts);
        else
            FindEnd(page, facts);
        if (page >= _stored)
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
        _trail?.Forget(_stored);
        _behind.Forget(_stored);
    }

    private long? Bound => _behind.First is { } refused && !(_end <= refused) ? refused : _end;

    private bool NeedsProbe => _end is null && _behind.NeedsProbe(_stored);

    // One that failed behind the end is not missed, unless the end moves.
    private bool HasAgain => _again.Count > 0 && !(_again.Min >= Bound);

    private void FollowTrail(long page, PageFacts facts)
    {
        _told = Told(facts) ?? _told;
        if (!_trail!.Arrived(page, facts, _manner))
            _end = facts.Items > 0 ? page + 1 : page;
    }

    private void FindEnd(long page, PageFacts facts)
    {
        _behind.Arrived(page, facts);
        var behind = facts.Items > 0 ? page + 1 : page;
        if (facts.HasMore is { } more)
            FollowMore(behind, more, facts);
        else if (Told(facts) is { } pages)
            FollowTotal(behind, pages, facts);
        else if (facts.Items == 0 || (_manner.EndsShort && facts.Items < _manner.PageSize))
            _end = Math.Min(behind, _end ?? long.MaxValue);
        CheckBehind();
    }

    private void FollowTotal(long behind, long pages, PageFacts facts)
    {
        _emptyWithMore = facts.Items == 0 && behind < pages ? _emptyWithMore + 1 : 0;
        _end = Math.Max(Math.Max(pages, facts.Items > 0 ? behind : pages), _end ?? 0);
    }

    private void FollowMore(long behind, bool more, PageFacts facts)
    {
        _told = Told(facts) ?? _told;
        _emptyWithMore = more && facts.Items == 0 ? _emptyWithMore + 1 : 0;
        if (facts.Items > 0)
            _behindRecords = Math.Max(_behindRecords, behind);
        if (!more)
            _end = Math.Max(_behindRecords, Math.Min(behind, _end ?? long.MaxValue));
        else if (_end <= behind)
            _end = null;
    }

    private void CheckBehind()
    {
        if (_behind.End() is { } end)
            _end = Math.Min(end, _end ?? long.MaxValue);
    }

    private long? Told(PageFacts facts) =>
        facts.TotalPages ?? (facts.Total is { } records ? (records + _manner.PageSize - 1) / _manner.PageSize : null);
}
