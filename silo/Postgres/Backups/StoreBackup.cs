using System.Reflection;
using Orleans.Tx.Grains;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>Makes a backup: a folder with all of a store as it was at one instant, whether a service works on it or not.</summary>
/// <param name="consent">Whether PostgreSQL may be installed where it is missing.</param>
/// <param name="progress">Takes whole sentences for a person.</param>
/// <param name="steps">Takes how far it is, often.</param>
public sealed class StoreBackup(InstallConsent consent, IProgress<string>? progress, IProgress<string>? steps, TimeProvider time)
{
    public const string DumpName = "store.dump";

    /// <summary>Backs up the store of a data folder.</summary>
    /// <param name="target">A folder that is not there or empty; the backup appears there when it is whole.</param>
    /// <exception cref="StoreException">There is no store, the target is taken, a program is missing (exit status 2), or the work failed.</exception>
    /// <exception cref="TxException">The store is away.</exception>
    public async Task<BackupManifest> OfFolderAsync(DataFolder folder, string target, CancellationToken cancellationToken)
    {
        var place = FolderDraft.RequireFree(target, "DIR");
        await using var store = await ReachedStore.OfFolder(folder, consent, progress, time, cancellationToken);
        return await MakeAsync(store.ConnectionString, folder.FullPath, place, PostgresSearch.FromEnvironment(folder.FullPath), cancellationToken);
    }

    /// <summary>Backs up an outside server's database.</summary>
    /// <inheritdoc cref="OfFolderAsync"/>
    public Task<BackupManifest> OfDatabaseAsync(string connectionString, string target, CancellationToken cancellationToken) =>
        MakeAsync(
            connectionString, "the database of Storage:ConnectionString", FolderDraft.RequireFree(target, "DIR"),
            PostgresSearch.FromEnvironment(Path.GetTempPath()), cancellationToken);

    private async Task<BackupManifest> MakeAsync(
        string connectionString, string store, string place, PostgresSearch search, CancellationToken cancellationToken)
    {
        try
        {
            await using var snapshot = await StoreSnapshot.Take(connectionString, cancellationToken);
            var schema = await snapshot.Schema(cancellationToken)
                ?? throw StoreException.Misconfigured($"There is no store in {store}: nothing was ever stored there.");
            var server = await snapshot.Server(cancellationToken);
            var program = await ClientProgram.FindAsync(search, ClientProgram.Dump, server.Major, cancellationToken);
            using var draft = FolderDraft.Begin(place);
            UnixFiles.CreatePrivateFolder(draft.Content);
            var start = program.Start(ConnectionVariables.Of(connectionString), Arguments(snapshot));
            var dump = await DumpStream.WriteAsync(start, Path.Combine(draft.Content, DumpName), steps, cancellationToken);
            var manifest = new BackupManifest(
                BackupManifest.OwnProduct, BackupManifest.OwnFormat, ProductVersion(), schema, server.TakenAt, server.Version, program.Major,
                server.Bytes, await snapshot.Sources(cancellationToken), [dump]);
            await ManifestFile.WriteAsync(draft.Content, manifest, cancellationToken);
            draft.Finish();
            return manifest;
        }
        catch (Exception e) when (e is not IOException && StoreFailure.IsOne(e))
        {
            throw StoreFailure.Translate(e);
        }
    }

    // What programs that run now tell each other is nothing that lasts.
    private static string[] Arguments(StoreSnapshot snapshot) =>
    [
        "--format=custom", "--compress=1", "--no-password", "--lock-wait-timeout=60s", $"--snapshot={snapshot.Name}",
        "--exclude-table-data=tx.owner", "--exclude-table-data=tx.orleans_members", "--exclude-table-data=tx.orleans_clusters",
    ];

    private static string ProductVersion() =>
        typeof(StoreBackup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
