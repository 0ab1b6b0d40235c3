namespace Orleans.Tx.Grains;

/// <summary>Names that grains and their host agree on.</summary>
public static class StorageNames
{
    /// <summary>The grain storage that holds what grains persist.</summary>
    public const string Grains = "tx";
}
