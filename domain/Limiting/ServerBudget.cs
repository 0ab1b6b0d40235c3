namespace Orleans.Tx.Domain.Limiting;

/// <summary>What the source told of its own count: so many more requests, for so long. What it tells wins over what is learned.</summary>
internal sealed class ServerBudget
{
    private DateTimeOffset _until;
    private int _left;

    public int Left(DateTimeOffset now) => now < _until ? _left : int.MaxValue;

    public DateTimeOffset? Until(DateTimeOffset now) => now < _until ? _until : null;

    /// <param name="underWay">How many requests the source may not have counted yet.</param>
    public void Told(int remaining, int underWay, TimeSpan reset, DateTimeOffset now) =>
        (_left, _until) = (Math.Max(0, remaining - underWay), now + reset);

    public void Granted(int permits) => _left -= Math.Min(_left, permits);
}
