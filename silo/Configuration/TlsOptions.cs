namespace Orleans.Tx.Silo.Configuration;

/// <summary>A certificate, as two PEM files.</summary>
public sealed class TlsOptions
{
    /// <summary>The file of the certificate and its chain.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>The file of the private key.</summary>
    public string Key { get; init; } = "";
}
