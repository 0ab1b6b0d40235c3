namespace Orleans.Configuration;

/// <summary>How the silos of a cluster watch each other. This engine is one process and uses none of it.</summary>
public class ClusterMembershipOptions
{
    /// <summary>How long a silo that is gone is remembered.</summary>
    public TimeSpan DefunctSiloExpiration { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often a silo writes down that it lives.</summary>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After how many probes in a row without an answer a silo is taken for dead.</summary>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <summary>How often a silo asks another whether it lives.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the table of members is read.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromSeconds(60);
}
