namespace Orleans.Tx.Silo.Configuration;

/// <summary>What a gateway key allows.</summary>
public enum KeyScope
{
    /// <summary>Reading.</summary>
    Read,

    /// <summary>Everything.</summary>
    Operate,
}
