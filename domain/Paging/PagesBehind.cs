namespace Orleans.Tx.Domain.Paging;

/// <summary>
/// Numbered pages that the API refused in a way that may mean that there are no such pages. It is believed only where the page before
/// holds fewer records than a full one: what follows a full page should be there, and its refusal may be a failure or a bound of the API.
/// </summary>
internal sealed class PagesBehind(PagingManner manner)
{
    private readonly Dictionary<long, int> _sizes = [];
    private int _largest;
    private long _withRecords;
    private long _pages;
    private bool _told;
    private long? _probed;

    /// <summary>The first page that was refused so.</summary>
    public long? First { get; private set; }

    /// <summary>The refused page should be there.</summary>
    public bool IsMissed { get; private set; }

    /// <summary>It must be told apart by the page before, which was stored before this run of the program.</summary>
    public bool NeedsProbe(long stored) => First == stored && _probed is null && !_sizes.ContainsKey(stored - 1);

    /// <summary>The page to fetch again.</summary>
    public long Probe()
    {
        _probed = First!.Value - 1;
        return _probed.Value;
    }

    public bool IsProbe(long page) => page == _probed;

    public void ProbeFailed() => _probed = null;

    /// <summary>False where the page must be there.</summary>
    public bool Refused(long page)
    {
        if (page == 0 || _told || page < _withRecords || IsProbe(page))
            return false;
        First = Math.Min(page, First ?? long.MaxValue);
        return true;
    }

    public void Arrived(long page, PageFacts facts)
    {
        _told |= facts.TotalPages is not null || facts.Total is not null;
        _sizes[page] = facts.HasMore switch { true => int.MaxValue, false => -1, null => facts.Items };
        _pages++;
        _largest = Math.Max(_largest, facts.Items);
        if (facts.Items > 0)
            _withRecords = Math.Max(_withRecords, page + 1);
    }

    /// <summary>Where the run ends, once that is known.</summary>
    public long? End()
    {
        if (First is not { } first || !_sizes.TryGetValue(first - 1, out var before))
            return null;

        // An API may give fewer records than it was asked for: full is what others were.
        var full = first > 1 && _pages > 1 ? Math.Min(_largest, manner.PageSize) : manner.PageSize;
        IsMissed = before >= full || first < _withRecords || _told;
        return IsMissed ? null : first;
    }

    public void Forget(long before)
    {
        foreach (var page in _sizes.Keys.Where(page => page < before - 1).ToList())
            _sizes.Remove(page);
    }
}
