namespace Orleans.Tx.Gateway.Security;

/// <summary>What a key allows, and what an endpoint asks for.</summary>
public enum AccessScope
{
    /// <summary>Reading, questions as a body among it.</summary>
    Read,

    /// <summary>Everything.</summary>
    Operate,
}
