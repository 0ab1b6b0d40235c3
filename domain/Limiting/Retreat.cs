namespace Orleans.Tx.Domain.Limiting;

/// <summary>
/// What follows when the limit fell below what was accepted just now: one request at a time goes out, and only when so many slots
/// became free that it may well be accepted. How many that is, is learned: twice as many after each refusal, half as many after a fall
/// that was over at once, so that the steps are as large as this source's falls.
/// </summary>
internal sealed class Retreat(int ceiling, int inRow)
{
    private const int FirstOfCeiling = 250;
    private const int LongestOfCounted = 4;

    // Of what was refused before a restart nobody knows at what count: it is asked for at once.
    private int _refusedAt = int.MaxValue;
    private double _step = (double)ceiling / FirstOfCeiling;
    private DateTimeOffset _refused;

    public int InRow { get; private set; } = inRow;

    public bool IsOn => InRow > 0;

    /// <summary>With so many in the window the next request may well be accepted.</summary>
    public int AsksAt => _refusedAt - (int)Math.Max(1, Math.Min(_step, _refusedAt / LongestOfCounted));

    /// <returns>Whether this ends the retreat. A request that was under way when the source refused does not.</returns>
    public bool Accepted(DateTimeOffset granted)
    {
        if (!IsOn || granted <= _refused)
            return false;

        if (InRow == 1)
            _step = Math.Max(1, _step / 2);
        InRow = 0;
        return true;
    }

    public void Rejected(int counted, DateTimeOffset granted, DateTimeOffset now)
    {
        // Requests that were under way together are refused together: that is one refusal.
        if (!IsOn || granted > _refused)
        {
            _step = Math.Min(ceiling, IsOn ? _step * 2 : _step);
            InRow++;
        }

        (_refusedAt, _refused) = (counted, now);
    }
}
