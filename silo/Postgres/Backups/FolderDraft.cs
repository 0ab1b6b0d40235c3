using System.Security.Cryptography;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>
/// A folder that is made beside its place and put there when it is whole, so that half of one is never taken for it. What a program that
/// was killed left beside the place is cleared away by the next one.
/// </summary>
internal sealed class FolderDraft : IDisposable
{
    private const string Infix = ".partial-";
    private const string LockName = "lock";

    private readonly string _place;
    private readonly string _root;
    private readonly FileStream _held;
    private readonly Action<string>? _abandoned;

    private FolderDraft(string place, string root, FileStream held, Action<string>? abandoned) =>
        (_place, _root, _held, _abandoned) = (place, root, held, abandoned);

    /// <summary>Where the content is made; not there yet.</summary>
    public string Content => ContentOf(_root);

    /// <summary>Refuses a place where something is.</summary>
    /// <param name="what">What the user calls the place, such as an option.</param>
    /// <exception cref="StoreException">It is a file, or a folder that is not empty (exit status 2).</exception>
    public static string RequireFree(string place, string what)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(place));
        if (File.Exists(path))
            throw StoreException.Misconfigured($"{what} {path} is a file: name a new or an empty folder.");
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            throw StoreException.Misconfigured($"{what} {path} is not empty: name a new or an empty folder.");
        return path;
    }

    /// <param name="place">As <see cref="RequireFree"/> gave it.</param>
    /// <param name="abandoned">Is told of the content of each draft that is cleared away, this one if it is never finished.</param>
    /// <exception cref="StoreException">Nothing can be written there (exit status 2).</exception>
    public static FolderDraft Begin(string place, Action<string>? abandoned = null)
    {
        var parent = Path.GetDirectoryName(place) ?? throw StoreException.Misconfigured($"{place} is the root of all folders: name a folder in it.");
        try
        {
            Directory.CreateDirectory(parent);
            foreach (var left in Directory.GetDirectories(parent, Path.GetFileName(place) + Infix + "*"))
                ClearAway(left, abandoned);
            var root = place + Infix + RandomNumberGenerator.GetHexString(8, lowercase: true);
            // The database's server may run as another user, who passes through to its own folder.
            UnixFiles.CreatePassableFolder(root);
            return new FolderDraft(place, root, Hold(root, FileMode.CreateNew)!, abandoned);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Misconfigured($"Nothing can be written beside {place}: {e.Message.TrimEnd('.')}; name a folder whose parent can be written.", e);
        }
    }

    /// <summary>Puts the content in its place.</summary>
    /// <exception cref="StoreException">It can't be put there (exit status 1).</exception>
    public void Finish()
    {
        try
        {
            UnixCalls.SyncFolder(Content);
            if (Directory.Exists(_place))
                Directory.Delete(_place);
            Directory.Move(Content, _place);
            UnixCalls.SyncFolder(Path.GetDirectoryName(_place)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Failed($"What was made can't be put in its place, {_place}: {e.Message.TrimEnd('.')}. A mounted folder can't be replaced: name one in it.", e);
        }
    }

    /// <summary>Clears away what is not in its place.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Content))
            _abandoned?.Invoke(Content);
        _held.Dispose();
        if (Directory.Exists(_root))
            Directory.Delete(_root, recursive: true);
    }

    private static string ContentOf(string root) => Path.Combine(root, "content");

    private static void ClearAway(string root, Action<string>? abandoned)
    {
        try
        {
            using var held = Hold(root, FileMode.Open);
            if (held is null)
                return;
            abandoned?.Invoke(ContentOf(root));
            Directory.Delete(root, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody is just beginning or ending it, or what worked in it is still ending: the next one looks again.
        }
    }

    // Null where a live program has it.
    private static FileStream? Hold(string root, FileMode mode)
    {
        try
        {
            return new FileStream(Path.Combine(root, LockName), mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (mode == FileMode.Open && e is not FileNotFoundException)
        {
            return null;
        }
    }
}
