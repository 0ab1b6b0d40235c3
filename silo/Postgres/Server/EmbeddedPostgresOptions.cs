namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>How the embedded server is found and kept.</summary>
internal sealed record EmbeddedPostgresOptions
{
    /// <summary>Where its programs are looked for; null for what the environment says.</summary>
    public PostgresSearch? Search { get; init; }

    /// <summary>Whether root's system may be given the server's package.</summary>
    public InstallConsent Consent { get; init; } = new(GoAhead: false, Ask: null);

    /// <summary>Whether apt, where there is one, may be asked for what is missing.</summary>
    public bool UseApt { get; init; } = true;

    /// <summary>Takes the clusters of data folders that the server's user can't get to, when root runs the program.</summary>
    public string SystemFolder { get; init; } = ClusterHome.SystemFolder;

    /// <summary>Whether a new cluster is waited for until the disk has it. Off only where losing it is no loss.</summary>
    public bool SyncNewCluster { get; init; } = true;
}
