using System.Diagnostics;
using System.Globalization;

namespace Orleans.Tx.Chaos.Tests.Running;

/// <summary>A file system in memory, mounted on a folder, that can be filled to its last byte.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <returns>Null where this machine or user can't.</returns>
    public static async Task<SmallDisk?> Mount(string folder, int megabytes)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return null;
        Directory.CreateDirectory(folder);
        var options = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=0700");
        return await Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder) ? new SmallDisk(folder) : null;
    }

    /// <summary>Takes all room that is left.</summary>
    public void Fill()
    {
        var block = new byte[1 << 16];
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = block.Length; size >= 1;)
        {
            try
            {
                file.Write(block, 0, size);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    /// <summary>Gives it back.</summary>
    public void Empty() => File.Delete(Ballast);

    public async ValueTask DisposeAsync() =>
        await Eventually.Holds(async () => await Run("umount", _folder), "nobody has files open on the small disk");

    private static async Task<bool> Run(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0;
    }
}
