using System.Runtime.Versioning;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>Files and folders with the modes of Unix.</summary>
internal static class UnixFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    [UnsupportedOSPlatformGuard("windows")]
    private static bool IsUnix => !OperatingSystem.IsWindows() ? true : throw StoreException.Misconfigured("On Windows this runs in WSL.");

    /// <summary>A folder that only its owner may enter (0700); nothing happens to one that is there.</summary>
    public static void CreatePrivateFolder(string path)
    {
        if (IsUnix)
            Directory.CreateDirectory(path, OwnerOnly);
    }

    /// <summary>A folder that all may pass through, but only its owner may list (0711); nothing happens to one that is there.</summary>
    public static void CreatePassableFolder(string path)
    {
        if (IsUnix)
            Directory.CreateDirectory(path, OwnerOnly | Execute);
    }

    /// <summary>Closes a folder to others, where it is the caller's to close: a mounted volume often belongs to somebody else.</summary>
    public static void MakePrivate(string path)
    {
        if (IsUnix && UnixCalls.IsOwner(path, (uint)File.GetUnixFileMode(path)))
            File.SetUnixFileMode(path, OwnerOnly);
    }

    /// <summary>A new file that only its owner may read and write (0600).</summary>
    public static void WriteSecret(string path, string content)
    {
        File.Delete(path);
        using var file = new StreamWriter(CreateSecret(path));
        file.Write(content);
    }

    /// <summary>A new file that only its owner may read and write (0600), to be written; it must not be there.</summary>
    public static FileStream CreateSecret(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (IsUnix)
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>A folder in which everybody may make files.</summary>
    public static bool IsOpenToAll(string path) =>
        IsUnix && Directory.Exists(path) && (File.GetUnixFileMode(path) & UnixFileMode.OtherWrite) != 0;

    public static bool IsExecutable(string path) => IsUnix && File.Exists(path) && (File.GetUnixFileMode(path) & Execute) != 0;
}
