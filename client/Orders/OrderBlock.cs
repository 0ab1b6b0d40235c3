namespace Orleans.Tx.Client.Orders;

/// <summary>Some whole rows of a log, in a buffer that is used again for later ones.</summary>
internal sealed class OrderBlock
{
    public byte[] Bytes { get; private set; } = [];

    public int Length { get; set; }

    /// <summary>Its place in the log, from 0.</summary>
    public long Number { get; set; }

    /// <summary>It stands for a row too long to be held, and has no bytes.</summary>
    public bool IsTooLong { get; set; }

    public Span<byte> Filled => Bytes.AsSpan(0, Length);

    public Memory<byte> Free => Bytes.AsMemory(Length);

    /// <summary>Begins again with these bytes.</summary>
    public void Begin(ReadOnlySpan<byte> bytes, int size)
    {
        if (Bytes.Length < Math.Max(size, bytes.Length))
            Bytes = new byte[Math.Max(size, bytes.Length)];
        bytes.CopyTo(Bytes);
        (Length, IsTooLong) = (bytes.Length, false);
    }

    public void Enlarge()
    {
        var larger = new byte[Math.Min(Bytes.Length * 2, BlockReader.LongestRow)];
        Filled.CopyTo(larger);
        Bytes = larger;
    }
}
