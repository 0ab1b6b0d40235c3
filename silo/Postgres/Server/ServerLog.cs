using System.Text;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>The server's log: one file and the one before it, of bounded size.</summary>
internal sealed class ServerLog(string path, long limit = 8 << 20)
{
    private const int TailBytes = 16 << 10;

    public string Path => path;

    private string Previous => path + ".1";

    /// <summary>
    /// Moves what is in the file to the previous one once it is too long. The server appends to whatever is there, so that
    /// emptying the file under it is safe; a line written in the very moment may be lost.
    /// </summary>
    public void Bound()
    {
        if (!File.Exists(path) || new FileInfo(path).Length <= limit)
            return;
        File.Copy(path, Previous, overwrite: true);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(0);
    }

    /// <summary>Where the file ends now: what comes after is of the next start.</summary>
    public long End() => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>The last lines that were written after this position.</summary>
    public IReadOnlyList<string> Tail(long since, int lines)
    {
        if (!File.Exists(path))
            return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(Math.Max(Math.Min(since, file.Length), file.Length - TailBytes), SeekOrigin.Begin);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines).ToArray();
    }
}
