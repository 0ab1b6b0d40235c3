namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>Another live process owns the data folder.</summary>
public sealed class DataFolderInUseException(DataFolder folder, Holder? holder)
    : Exception($"The data folder {folder.FullPath} is in use by {holder?.ToString() ?? "another process"}: stop that one first, or choose another --data.")
{
    /// <summary>Who holds it; null in the instant between the holder's locking the folder and its leaving its name.</summary>
    public Holder? Holder { get; } = holder;

    /// <summary>The exit status that a console ends with.</summary>
    public int ExitCode => 1;
}
