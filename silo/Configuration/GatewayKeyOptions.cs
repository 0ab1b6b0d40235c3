namespace Orleans.Tx.Silo.Configuration;

/// <summary>A key by which someone may ask the gateway.</summary>
public sealed class GatewayKeyOptions
{
    /// <summary>Whose key it is.</summary>
    public string Name { get; init; } = "";

    /// <summary>The SHA-256 of the key, in 64 hexadecimal digits.</summary>
    [Redacted]
    public string Sha256 { get; init; } = "";

    public KeyScope Scope { get; init; } = KeyScope.Read;
}
