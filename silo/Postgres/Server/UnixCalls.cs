using System.Runtime.InteropServices;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>The few calls of the operating system that .NET has no name for.</summary>
internal static class UnixCalls
{
    private const int NotPermitted = 1;
    private const int NotValid = 22;
    private const int Access = 0;
    private const int ReadOnly = 0;

    public static uint EffectiveUser => GetEffectiveUser();

    public static uint EffectiveGroup => GetEffectiveGroup();

    /// <summary>Whether a process, of whomever, has this id; one that ended but was not yet waited for still has.</summary>
    public static bool ProcessExists(int pid) => Kill(pid, Access) == 0 || Marshal.GetLastPInvokeError() == NotPermitted;

    public static void ChangeOwner(string path, uint user, uint group)
    {
        if (Chown(path, user, group) != 0)
            throw new IOException($"The owner of {path} can't be changed to {user}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Whether the caller may change the mode of this path, which now is this one.</summary>
    public static bool IsOwner(string path, uint mode) => Chmod(path, mode) == 0;

    /// <summary>Waits until the disk knows which files a folder has.</summary>
    public static void SyncFolder(string path)
    {
        var handle = Open(path, ReadOnly);
        var synced = handle >= 0 && Sync(handle) == 0;
        var message = Marshal.GetLastPInvokeErrorMessage();
        if (handle >= 0)
            _ = Close(handle);
        // Some file systems have no way to wait for a folder.
        if (!synced && Marshal.GetLastPInvokeError() != NotValid)
            throw new IOException($"The folder {path} can't be written out: {message}");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEffectiveUser();

    [DllImport("libc", EntryPoint = "getegid")]
    private static extern uint GetEffectiveGroup();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true)]
    private static extern int Chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    [DllImport("libc", EntryPoint = "chmod", SetLastError = true)]
    private static extern int Chmod([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
