using Orleans.Tx.Grains;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>
/// Brings a store back from a backup: into a data folder, which is there only when the store in it is whole, or into an outside server's
/// database. Which requests were sent since the backup was made nobody knows, so the restored store says when it was restored: until a
/// window later no permit is granted.
/// </summary>
/// <param name="consent">Whether PostgreSQL may be installed where it is missing.</param>
/// <param name="progress">Takes whole sentences for a person.</param>
/// <param name="steps">Takes how far it is, often.</param>
public sealed class StoreRestore(InstallConsent consent, IProgress<string>? progress, IProgress<string>? steps, TimeProvider time)
{
    /// <summary>Makes the store of a data folder.</summary>
    /// <param name="backup">The folder that <see cref="StoreBackup"/> made.</param>
    /// <param name="data">A folder that is not there or empty.</param>
    /// <exception cref="StoreException">There is no backup, the folder has a store, a program is missing (exit status 2); or the work failed.</exception>
    public async Task<BackupManifest> ToFolderAsync(string backup, string data, CancellationToken cancellationToken)
    {
        var place = RequireNoStore(data);
        var verified = await VerifiedBackup.OpenAsync(backup, steps, cancellationToken);
        using var draft = FolderDraft.Begin(place, ClearClusterElsewhere);
        var folder = DataFolder.Create(draft.Content);
        using (var owned = await DataFolderLock.AcquireAsync(folder, time, cancellationToken))
        {
            var options = new EmbeddedPostgresOptions { Consent = consent };
            await using var server = await EmbeddedPostgres.StartAsync(owned, options, progress, time, cancellationToken);
            await FillAsync(verified, server.ConnectionString, PostgresSearch.FromEnvironment(folder.FullPath), atOnce: false, cancellationToken);
        }

        draft.Finish();
        return verified.Manifest;
    }

    /// <summary>Makes the store of an outside server's database, which has none yet.</summary>
    /// <inheritdoc cref="ToFolderAsync"/>
    /// <exception cref="TxException">The database is away.</exception>
    public async Task<BackupManifest> ToDatabaseAsync(string backup, string connectionString, CancellationToken cancellationToken)
    {
        var verified = await VerifiedBackup.OpenAsync(backup, steps, cancellationToken);
        await FillAsync(verified, connectionString, PostgresSearch.FromEnvironment(Path.GetTempPath()), atOnce: true, cancellationToken);
        return verified.Manifest;
    }

    /// <param name="atOnce">All of it is one transaction.</param>
    private async Task FillAsync(VerifiedBackup backup, string connectionString, PostgresSearch search, bool atOnce, CancellationToken cancellationToken)
    {
        try
        {
            await using var database = new RestoredDatabase(connectionString, backup.Manifest);
            await database.Prepare(cancellationToken);
            var program = await ClientProgram.FindAsync(search, ClientProgram.Restore, backup.Manifest.PgDump, cancellationToken);
            await new DumpReading(program, connectionString, backup.Dump, steps).RunAsync(atOnce, cancellationToken);
            steps?.Report("looking whether all of it is there");
            await database.Complete(cancellationToken);
        }
        catch (Exception e) when (e is not IOException && StoreFailure.IsOne(e))
        {
            throw StoreFailure.Translate(e);
        }
    }

    private static string RequireNoStore(string data)
    {
        const string lockOfStore = "owner.lock";
        var path = Path.GetFullPath(data);
        return File.Exists(Path.Combine(path, lockOfStore))
            ? throw StoreException.Misconfigured($"--data {path} holds a store, and is not overwritten: name a new folder with --data, or move this one away first.")
            : FolderDraft.RequireFree(path, "--data");
    }

    // Where the server's user could not get to the folder itself.
    private static void ClearClusterElsewhere(string content)
    {
        var memory = ClusterHome.Memory(content);
        if (File.Exists(memory) && File.ReadAllText(memory).Trim() is var folder && Directory.Exists(folder)
            && folder.StartsWith(ClusterHome.SystemFolder + "/", StringComparison.Ordinal))
            Directory.Delete(folder, recursive: true);
    }
}
