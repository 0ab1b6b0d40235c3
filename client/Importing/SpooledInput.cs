using Microsoft.Win32.SafeHandles;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Importing;

/// <summary>
/// Standard input, put aside so that it can be read more than once, in a temporary file that has no name: nothing is left of it however the
/// program ends.
/// </summary>
internal sealed class SpooledInput : IDisposable
{
    private readonly SafeFileHandle _file;

    private SpooledInput(SafeFileHandle file) => _file = file;

    /// <exception cref="WorkException">The file can't be written.</exception>
    public static async Task<SpooledInput> Of(Stream input, CancellationToken cancellation)
    {
        var folder = Path.GetTempPath();
        try
        {
            var spooled = new SpooledInput(Create(folder));
            await spooled.Fill(input, cancellation);
            return spooled;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkException($"standard input can't be put aside in {folder}: {e.Message.TrimEnd('.')}; TMPDIR names another folder", e);
        }
    }

    /// <summary>It once more, from its beginning.</summary>
    public Stream Read() => new SpooledStream(_file);

    public void Dispose() => _file.Dispose();

    private static SafeFileHandle Create(string folder)
    {
        var path = Path.Join(folder, $"tx-{Guid.NewGuid():N}.input");
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return file;
    }

    private async Task Fill(Stream input, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 17];
        long at = 0;
        // A read of standard input ends only when something comes; the person who ends the program does not wait for that.
        for (int read; (read = await input.ReadAsync(buffer, cancellation).AsTask().WaitAsync(cancellation)) > 0; at += read)
            RandomAccess.Write(_file, buffer.AsSpan(0, read), at);
    }
}
