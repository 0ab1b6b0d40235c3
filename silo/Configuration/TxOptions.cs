namespace Orleans.Tx.Silo.Configuration;

/// <summary>The whole configuration. Its keys are the names of the properties.</summary>
public sealed class TxOptions
{
    /// <summary>The APIs to pull from, by name: 1 to 40 of a-z, 0-9 and -.</summary>
    public IReadOnlyDictionary<string, SourceOptions> Sources { get; init; } = new Dictionary<string, SourceOptions>();

    public StorageOptions Storage { get; init; } = new();

    public ReportingOptions Reporting { get; init; } = new();

    public MemberOptions Cluster { get; init; } = new();

    public GatewayOptions Gateway { get; init; } = new();

    public AlertOptions Alerts { get; init; } = new();
}
