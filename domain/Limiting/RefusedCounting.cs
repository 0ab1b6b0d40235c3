namespace Orleans.Tx.Domain.Limiting;

/// <summary>
/// Whether the server counts the requests that it refuses, found out from what follows a refusal at the edge: were it counted, nothing
/// could be accepted with as many in the window; were it not, what was accepted before would be accepted again.
/// </summary>
internal sealed class RefusedCounting(TimeSpan window)
{
    private const int Certain = 6;

    // A refusal at the edge comes about often, and a limit that falls right after one is taken for a count now and then.
    private const int VotesAgainst = 2;

    private int _votes = -1;
    private DateTimeOffset _telling;
    private int _heldAtEdge;

    public bool IsLikely => _votes > 0;

    /// <summary>A request was refused above what is known to be allowed, while so many slots were held besides its own.</summary>
    public void RefusedAtEdge(int held, DateTimeOffset now) => (_telling, _heldAtEdge) = (now + window / 60, held);

    /// <param name="sure">How many are surely in the server's window, the refused ones included.</param>
    public void Accepted(int sure, DateTimeOffset now)
    {
        if (now < _telling && sure > _heldAtEdge)
            _votes = Math.Max(-Certain, _votes - VotesAgainst);
    }

    /// <summary>A request was refused although as many were accepted just now.</summary>
    /// <param name="reached">Whether the limit was reached if the refused ones count.</param>
    public void RefusedWithin(bool reached, DateTimeOffset now)
    {
        if (now < _telling && reached)
            _votes = Math.Min(Certain, _votes + 1);
    }
}
