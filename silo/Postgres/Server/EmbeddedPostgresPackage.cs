namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>PostgreSQL's server programs, ahead of any store that needs them.</summary>
public static class EmbeddedPostgresPackage
{
    /// <summary>Finds them, or gets them where they are missing and can be had.</summary>
    /// <exception cref="StoreException">None is there, and none can be had (exit status 2) or getting it failed (1).</exception>
    public static async Task EnsureAsync(InstallConsent consent, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var search = PostgresSearch.FromEnvironment(cacheOfHomeless: Path.GetTempPath());
        var packages = AptPackages.Find(search.Cache, progress);
        await new PostgresInstaller(search, packages, consent, progress).EnsureAsync(major: null, cancellationToken);
    }
}
