using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>The file in which a server says that it runs on a cluster, and which it leaves behind when it is killed.</summary>
internal static class PostmasterFile
{
    // More than any system counts to.
    private const string NobodysPid = "2147483647";

    /// <summary>The process id in the file; null where there is no file, or one that is just being written or removed.</summary>
    public static int? ReadPid(string cluster)
    {
        try
        {
            return int.TryParse(File.ReadLines(PathOf(cluster)).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether a server runs on this cluster.</summary>
    public static bool IsServed(string cluster) => ReadPid(cluster) is { } pid && UnixCalls.ProcessExists(pid) && IsPostgres(pid);

    /// <summary>
    /// Keeps the server from taking another process for the one that was killed, after the system gave its id away again.
    /// The file itself has to stay: by the rest of it the server finds out whether any of the killed one's processes still write.
    /// </summary>
    public static void Disown(string cluster)
    {
        if (ReadPid(cluster) is not { } pid || !UnixCalls.ProcessExists(pid))
            return;
        var lines = File.ReadAllLines(PathOf(cluster));
        lines[0] = NobodysPid;
        File.WriteAllLines(PathOf(cluster), lines);
    }

    /// <summary>The port of a server that takes connections on this cluster; null where there is none.</summary>
    public static int? ReadPort(string cluster)
    {
        const int lineOfPort = 3;
        const int lineOfStatus = 7;
        if (!IsServed(cluster))
            return null;
        try
        {
            return File.ReadAllLines(PathOf(cluster)) is { Length: > lineOfStatus } lines && lines[lineOfStatus].Trim() == "ready"
                && int.TryParse(lines[lineOfPort], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string PathOf(string cluster) => Path.Combine(cluster, "postmaster.pid");

    private static bool IsPostgres(int pid)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var process = Process.GetProcessById(pid);
                return process.ProcessName == "postgres";
            }
            // empty for one that ended and was not waited for; "postgres: ..." for a server's children
            var program = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0')[0];
            return Path.GetFileName(program) == "postgres";
        }
        catch (Exception e) when (e is IOException or ArgumentException or Win32Exception or InvalidOperationException)
        {
            return UnixCalls.ProcessExists(pid) ? throw new IOException($"What process {pid} runs can't be told: {e.Message}", e) : false;
        }
    }
}
