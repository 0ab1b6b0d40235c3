namespace Orleans.Tx.Client.Revenue;

/// <summary>Memory for blocks that are read from a file, one at a time.</summary>
internal sealed class SpoolBuffer
{
    private byte[] _bytes = [];

    public Memory<byte> Of(int length)
    {
        if (_bytes.Length < length)
            _bytes = GC.AllocateUninitializedArray<byte>(length);
        return _bytes.AsMemory(0, length);
    }
}
