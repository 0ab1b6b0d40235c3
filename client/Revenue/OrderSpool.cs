using Microsoft.Win32.SafeHandles;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// Where orders wait until the whole log is read and it is known who is new: in memory up to a budget, beyond it in a temporary
/// file that has no name, so that nothing is left of it however the program ends.
/// </summary>
/// <param name="memory">How many bytes may stay in memory.</param>
/// <param name="folder">Where the file is made.</param>
internal sealed class OrderSpool(long memory, string folder) : IDisposable
{
    private readonly Lock _lock = new();
    private long _memoryLeft = memory;
    private SafeFileHandle? _file;
    private long _length;

    public void Dispose() => _file?.Dispose();

    /// <summary>Whether a block of so many bytes may stay in memory; if so, it is counted.</summary>
    public bool TryKeep(int bytes) => Interlocked.Add(ref _memoryLeft, -bytes) >= 0;

    /// <summary>Writes a block to the file; returns where it begins.</summary>
    /// <exception cref="WorkException">The file can't be written.</exception>
    public long Write(ReadOnlySpan<byte> block)
    {
        var at = Interlocked.Add(ref _length, block.Length) - block.Length;
        try
        {
            RandomAccess.Write(File(), block, at);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkException(
                $"orders can't be put aside in {folder} until all are read: {e.Message.TrimEnd('.')}; TMPDIR names another folder, with room for 20 bytes an order and more for long ids", e);
        }

        return at;
    }

    /// <exception cref="WorkException">The file can't be read.</exception>
    public void Read(long at, Span<byte> block)
    {
        try
        {
            for (int read; block.Length > 0; block = block[read..], at += read)
            {
                if ((read = RandomAccess.Read(File(), block, at)) == 0)
                    throw new EndOfStreamException("it is shorter than what was written to it");
            }
        }
        catch (IOException e)
        {
            throw new WorkException($"the orders put aside in {folder} can't be read again: {e.Message}", e);
        }
    }

    private SafeFileHandle File()
    {
        lock (_lock)
            return _file ??= Create();
    }

    private SafeFileHandle Create()
    {
        var path = Path.Join(folder, $"tx-{Guid.NewGuid():N}.spool");
        var file = System.IO.File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
            System.IO.File.Delete(path);
        return file;
    }
}
