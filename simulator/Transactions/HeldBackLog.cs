namespace Orleans.Tx.Simulator.Transactions;

/// <summary>
/// The log as it looks while its late records are still missing: they are spread evenly over it, so that how many of them lie before
/// any position is known without looking.
/// </summary>
internal sealed class HeldBackLog(ITransactionLog complete, double share) : ITransactionLog
{
    private const long Million = 1_000_000;

    private readonly long _perMillion = (long)Math.Round(share * Million);

    public IsoWeek Since => complete.Since;

    public long PositionOf(DateTimeOffset instant) => Visible(complete.PositionOf(instant));

    public Transaction At(long position)
    {
        // The last position with this many visible ones before it: the late ones just before share that number.
        var low = position;
        var high = (position * Million / (Million - _perMillion)) + 2;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Visible(middle) <= position)
                low = middle;
            else
                high = middle - 1;
        }

        return complete.At(low);
    }

    // In two parts, as the product of a far position and a million would not fit.
    private long Visible(long position) =>
        position - (position / Million * _perMillion) - (position % Million * _perMillion / Million);
}
