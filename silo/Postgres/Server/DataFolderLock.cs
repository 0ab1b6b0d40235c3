using System.Text.Json;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>
/// The ownership of a data folder: a file opened for nobody else, which the kernel gives back however its holder ends.
/// Who holds it stands in a second file, since the first can't be read while it is held; without the lock that file means nothing.
/// </summary>
public sealed class DataFolderLock : IDisposable
{
    private const int Attempts = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _lock;

    private DataFolderLock(DataFolder folder, FileStream held) => (Folder, _lock) = (folder, held);

    /// <summary>What is owned.</summary>
    public DataFolder Folder { get; }

    /// <summary>The ownership of the folder.</summary>
    /// <exception cref="DataFolderInUseException">A live process has it.</exception>
    /// <exception cref="StoreException">The folder can't be written (exit status 2).</exception>
    public static async Task<DataFolderLock> AcquireAsync(DataFolder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        // A reader looks whether the lock is free by taking it for an instant: that is not yet a holder.
        for (var attempt = 1; ; attempt++)
        {
            if (TryAcquire(folder) is { } held)
                return held;
            if (attempt == Attempts)
                throw new DataFolderInUseException(folder, ReadHolder(folder));
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>The ownership of the folder, or null when somebody else has it.</summary>
    /// <exception cref="StoreException">The folder can't be written (exit status 2).</exception>
    public static DataFolderLock? TryAcquire(DataFolder folder)
    {
        if (TryOpen(folder, FileMode.OpenOrCreate) is not { } held)
            return null;
        var owner = new DataFolderLock(folder, held);
        try
        {
            owner.Publish(address: null);
            return owner;
        }
        catch (StoreException)
        {
            owner.Dispose();
            throw;
        }
    }

    /// <summary>The live process that owns the folder, or null when nobody does.</summary>
    public static Holder? FindHolder(DataFolder folder)
    {
        if (!File.Exists(folder.LockFile))
            return null;
        using var free = TryOpen(folder, FileMode.Open);
        return free is null ? ReadHolder(folder) : null;
    }

    /// <summary>Tells others where the holder can be asked.</summary>
    /// <exception cref="StoreException">The folder can't be written (exit status 1).</exception>
    public void Publish(string? address)
    {
        var draft = Folder.HolderFile + ".new";
        try
        {
            File.WriteAllText(draft, JsonSerializer.Serialize(new Holder(Environment.MachineName, Environment.ProcessId, address)));
            File.Move(draft, Folder.HolderFile, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Failed($"The data folder {Folder.FullPath} can't be written: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose()
    {
        if (!_lock.SafeFileHandle.IsClosed)
            File.Delete(Folder.HolderFile);
        _lock.Dispose();
    }

    private static FileStream? TryOpen(DataFolder folder, FileMode mode)
    {
        try
        {
            return new FileStream(folder.LockFile, mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Misconfigured($"The data folder {folder.FullPath} can't be written: {e.Message.TrimEnd('.')}.", e);
        }
    }

    // EWOULDBLOCK, Linux and macOS
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35;

    private static Holder? ReadHolder(DataFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize<Holder>(File.ReadAllText(folder.HolderFile));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
