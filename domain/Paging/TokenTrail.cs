namespace Orleans.Tx.Domain.Paging;

/// <summary>
/// The tokens of pages that are reached one after the other. A trail that leads in a circle is found out however long it is, by Brent's
/// method: one token, taken at every power of two, is compared with all that follow (https://maths-people.anu.edu.au/~brent/pub/pub051.html).
/// </summary>
internal sealed class TokenTrail
{
    /// <summary>So many empty pages in a row end a run though each names a next one: some APIs name one for ever.</summary>
    private const int MostEmptyInRow = 3;

    /// <summary>The same where each also tells that more follow: something is wrong.</summary>
    public const int MostEmptyWithMore = 100;

    private readonly Dictionary<long, string?> _tokens = [];
    private string? _landmark;
    private long _landmarkUntil = 1;
    private long _steps;
    private int _emptyInRow;

    public TokenTrail(PageCursor start) => _tokens[start.Page] = start.Token;

    /// <summary>Why the trail can't be followed; null while it can.</summary>
    public string? Wrong { get; private set; }

    public static string OnlyEmpty(int pages) => $"{pages} pages in a row hold no record, and the API tells that more follow";

    /// <summary>Whether it is known how to ask for a page.</summary>
    public bool Knows(long page) => _tokens.ContainsKey(page);

    public string? TokenOf(long page) => _tokens.GetValueOrDefault(page);

    public void Forget(long before)
    {
        foreach (var page in _tokens.Keys.Where(page => page < before).ToList())
            _tokens.Remove(page);
    }

    /// <summary>Takes the next page's token; false where the page is the last.</summary>
    public bool Arrived(long page, PageFacts facts, PagingManner manner)
    {
        _emptyInRow = facts.Items == 0 ? _emptyInRow + 1 : 0;
        if (facts.Next is not { } next || facts.HasMore == false)
            return false;
        if (facts.HasMore is null && (_emptyInRow >= MostEmptyInRow || (manner.EndsShort && facts.Items < manner.PageSize)))
            return false;
        if (next == TokenOf(page) || next == _landmark)
        {
            if (facts.Items == 0 && facts.HasMore is null)
                return false;
            Wrong = "the pages lead in a circle: a page names as the next one a page that was fetched before; check how Paging asks for it";
        }
        else if (_emptyInRow >= MostEmptyWithMore)
        {
            Wrong = OnlyEmpty(_emptyInRow);
        }

        if (++_steps >= _landmarkUntil)
            (_landmark, _landmarkUntil) = (next, _landmarkUntil * 2);
        _tokens[page + 1] = next;
        return true;
    }
}
