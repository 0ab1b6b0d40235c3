namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>
/// The folder that holds everything that lasts: for its owner's eyes only (0700) and of no interest to git.
/// As root it belongs to the user that the server runs as, which is the one way that both holds: root goes anywhere.
/// </summary>
public sealed class DataFolder
{
    private const string LockName = "owner.lock";

    private DataFolder(string fullPath) => FullPath = fullPath;

    /// <summary>The absolute path.</summary>
    public string FullPath { get; }

    internal string LockFile => Path.Combine(FullPath, LockName);

    internal string HolderFile => Path.Combine(FullPath, "owner.json");

    /// <summary>A folder that is there already; for commands that only read and never create a store.</summary>
    /// <exception cref="StoreException">Nothing was ever stored there (exit status 2).</exception>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(Absolute(path));
        if (!File.Exists(folder.LockFile))
            throw StoreException.Misconfigured($"There is no store in {folder.FullPath}: pull or import something first, or name another folder with --data.");
        return folder;
    }

    /// <summary>The folder at this path, made if missing.</summary>
    /// <exception cref="StoreException">It can't be made, can't be written, or holds another's files (exit status 2).</exception>
    public static DataFolder Create(string path)
    {
        var folder = new DataFolder(Absolute(path));
        if (File.Exists(folder.FullPath))
            throw StoreException.Misconfigured($"--data {folder.FullPath} is a file: name a folder.");
        try
        {
            folder.Prepare();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Misconfigured($"The data folder {folder.FullPath} can't be created or written: {e.Message.TrimEnd('.')}.", e);
        }
        return folder;
    }

    private static string Absolute(string path) =>
        string.IsNullOrWhiteSpace(path)
            ? throw StoreException.Misconfigured("--data is empty: name a folder.")
            : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private void Prepare()
    {
        UnixFiles.CreatePrivateFolder(FullPath);
        if (!File.Exists(LockFile) && HoldsOthersFiles())
            throw StoreException.Misconfigured($"--data {FullPath} holds other files: name a new or an empty folder.");
        var ignore = Path.Combine(FullPath, ".gitignore");
        if (!File.Exists(ignore))
            File.WriteAllText(ignore, "*\n");
        UnixFiles.MakePrivate(FullPath);
    }

    // A home folder must not lose its mode, nor somebody's repository its files, to a wrong --data.
    private bool HoldsOthersFiles() =>
        Directory.EnumerateFileSystemEntries(FullPath).Any(entry => Path.GetFileName(entry) is not ("lost+found" or ".gitignore"));
}
