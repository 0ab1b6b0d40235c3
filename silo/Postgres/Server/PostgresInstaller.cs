namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>Finds PostgreSQL's server, and gets it where it is missing and can be had.</summary>
internal sealed class PostgresInstaller(PostgresSearch search, AptPackages? packages, InstallConsent consent, IProgress<string>? progress)
{
    private const string ClusterDefaults = "/etc/postgresql-common/createcluster.d";

    /// <summary>The server's programs.</summary>
    /// <param name="major">The only version that will do, since a cluster of it exists; null for any from 15 on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreException">None is there, and none can be had (exit status 2) or getting it failed (1).</exception>
    public async Task<PostgresBinaries> EnsureAsync(int? major, CancellationToken cancellationToken)
    {
        if (await PostgresBinaries.FindAsync(search, major, cancellationToken) is { } found)
            return found;
        if (packages is null || await packages.FindServerAsync(major, cancellationToken) is not { } offered)
            throw StoreException.Misconfigured($"{Missing(major)}: {Advice(major)}");
        var package = $"postgresql-{offered}";
        if (UnixCalls.EffectiveUser == 0)
            await InstallAsync(packages, package, major, cancellationToken);
        else
            await packages.UnpackAsync(package, [package, $"postgresql-client-{offered}"], cancellationToken);
        return await PostgresBinaries.FindAsync(search, major, cancellationToken)
            ?? throw StoreException.Failed($"apt gave {package}, but the server's programs are not where they were looked for: set {PostgresSearch.Variable} to their folder.");
    }

    private async Task InstallAsync(AptPackages apt, string package, int? major, CancellationToken cancellationToken)
    {
        if (!await consent.IsGivenAsync($"{Missing(major)}. Install {package} with apt?", cancellationToken))
            throw StoreException.Misconfigured($"{Missing(major)}: run this again with --yes to install {package} with apt.");
        progress?.Report($"Installing {package} with apt.");
        // Debian's package makes and starts a cluster of the system's own unless it is told not to: not wanted here, and left as it was after.
        var defaults = Path.Combine(ClusterDefaults, "orleans-tx.conf");
        var isNew = !Directory.Exists(ClusterDefaults);
        Directory.CreateDirectory(ClusterDefaults);
        await File.WriteAllTextAsync(defaults, "create_main_cluster = false\n", cancellationToken);
        try
        {
            await apt.InstallAsync(package, cancellationToken);
        }
        finally
        {
            File.Delete(defaults);
            if (isNew && !Directory.EnumerateFileSystemEntries(ClusterDefaults).Any())
                Directory.Delete(ClusterDefaults);
        }
    }

    private static string Missing(int? major) =>
        major is null
            ? $"PostgreSQL's server ({PostgresBinaries.OldestMajor} or newer) was not found"
            : $"The data is of PostgreSQL {major}, and no server of that version was found";

    private string Advice(int? major)
    {
        var otherwise = $", or set {PostgresSearch.Variable} to the folder of initdb, postgres and pg_ctl";
        if (OperatingSystem.IsMacOS())
            return $"install it with 'brew install postgresql@{major ?? 17}'{otherwise}.";
        if (packages is not null)
            return $"apt offers none here; install one from PostgreSQL's own packages{otherwise}.";
        if (ExternalProgram.Find("dnf") is not null)
            return $"install it with 'dnf install postgresql-server'{otherwise}.";
        if (ExternalProgram.Find("apk") is not null)
            return $"install it with 'apk add postgresql{major ?? 17}'{otherwise}.";
        return $"install it with the system's package manager{otherwise}.";
    }
}
