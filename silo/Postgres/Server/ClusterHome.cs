using System.Globalization;
using System.Security.Cryptography;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>
/// The folder in which the cluster and what belongs to it lie: the data folder itself, unless root runs the program and the
/// server's user can't get there (a folder below /root, say). Then it is one under /var/lib/tx, and the data folder remembers which.
/// </summary>
internal sealed record ClusterHome(string Folder, ServerAccount Account)
{
    public const string SystemFolder = "/var/lib/tx";
    private const string Name = "postgres";

    public string Cluster => Path.Combine(Folder, Name);

    public string Log => Path.Combine(Folder, "postgres.log");

    public string PasswordFile => Path.Combine(Folder, "postgres.password");

    /// <summary>The major version that made the cluster; null where there is none yet.</summary>
    /// <exception cref="StoreException">Something is there, but no cluster (exit status 1).</exception>
    public int? Major
    {
        get
        {
            if (!Directory.Exists(Cluster))
                return null;
            var version = Path.Combine(Cluster, "PG_VERSION");
            return File.Exists(version)
                ? int.Parse(File.ReadAllText(version), CultureInfo.InvariantCulture)
                : throw StoreException.Failed($"{Cluster} is not a whole PostgreSQL cluster (no PG_VERSION in it): restore it from a backup, or remove it to begin anew.");
        }
    }

    /// <summary>The home of a cluster that is there; null where there is none.</summary>
    /// <exception cref="StoreException">The data folder names a place that is not there (exit status 2).</exception>
    public static async Task<ClusterHome?> FindAsync(DataFolder data, CancellationToken cancellationToken)
    {
        var folder = await FolderAsync(data, cancellationToken);
        return Directory.Exists(Path.Combine(folder, Name))
            ? new ClusterHome(folder, await ServerAccount.DecideAsync(folder, hasCluster: true, cancellationToken))
            : null;
    }

    /// <summary>The home of this data folder's cluster, handed to the server's user.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="systemFolder">Takes the clusters of data folders that are out of reach.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreException">The server's user can get to neither (exit status 2).</exception>
    public static async Task<ClusterHome> PrepareAsync(DataFolder data, string systemFolder, CancellationToken cancellationToken)
    {
        var folder = await FolderAsync(data, cancellationToken);
        var home = new ClusterHome(folder, await ServerAccount.DecideAsync(folder, Directory.Exists(Path.Combine(folder, Name)), cancellationToken));
        if (!home.Account.IsOther)
            return home;
        home.Account.Own(folder);
        if (await home.IsInReachAsync(cancellationToken))
            return home;
        if (home.Major is not null)
            throw StoreException.Misconfigured($"The user {home.Account.Name ?? $"{home.Account.User}"}, as whom root runs PostgreSQL, can't get to {folder}: let others pass through the folders above it.");
        UnixCalls.ChangeOwner(folder, 0, 0);
        home = await ElsewhereAsync(systemFolder, cancellationToken);
        await File.WriteAllTextAsync(Memory(data.FullPath), home.Folder + "\n", cancellationToken);
        return home;
    }

    /// <summary>The file in which a data folder remembers where else its cluster is.</summary>
    public static string Memory(string data) => Path.Combine(data, "postgres.location");

    private static async Task<string> FolderAsync(DataFolder data, CancellationToken cancellationToken)
    {
        var memory = Memory(data.FullPath);
        var folder = File.Exists(memory) ? (await File.ReadAllTextAsync(memory, cancellationToken)).Trim() : data.FullPath;
        return Directory.Exists(folder)
            ? folder
            : throw StoreException.Misconfigured($"{memory} says that the data is in {folder}, which is not there: restore that folder, or remove {data.FullPath} to begin anew.");
    }

    private static async Task<ClusterHome> ElsewhereAsync(string systemFolder, CancellationToken cancellationToken)
    {
        try
        {
            UnixFiles.CreatePassableFolder(systemFolder);
            // Never one that is there: a data folder that was removed to begin anew must not find its old rows.
            var folder = Path.Combine(systemFolder, RandomNumberGenerator.GetHexString(16, lowercase: true));
            UnixFiles.CreatePrivateFolder(folder);
            var home = new ClusterHome(folder, await ServerAccount.DecideAsync(folder, hasCluster: false, cancellationToken));
            home.Account.Own(folder);
            return await home.IsInReachAsync(cancellationToken)
                ? home
                : throw StoreException.Misconfigured($"The user {home.Account.Name}, as whom root runs PostgreSQL, can get neither to the data folder nor to {systemFolder}: choose another --data.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Misconfigured($"The server's user can't get to the data folder, and {systemFolder} can't be written: {e.Message}", e);
        }
    }

    // Asked of the system, not worked out: modes, access lists and mounts all have a say.
    private async Task<bool> IsInReachAsync(CancellationToken cancellationToken)
    {
        var start = Account.Start("/bin/sh", "-c", "test -x \"$1\" && test -w \"$1\"", "sh", Folder);
        start.WorkingDirectory = "/";
        var answer = await ExternalProgram.RunAsync(start, cancellationToken);
        return answer switch
        {
            { Succeeded: true } => true,
            { Error: "" } => false,
            _ => throw StoreException.Misconfigured($"Root can't run programs as the user {Account.Name ?? $"{Account.User}"} here, and PostgreSQL does not run as root: {answer.Reason}"),
        };
    }
}
