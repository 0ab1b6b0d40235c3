namespace Orleans.Tx.Silo.Configuration;

/// <summary>What an amount counts.</summary>
public enum AmountUnit
{
    /// <summary>The currency itself: 12.50 dollars.</summary>
    Major,

    /// <summary>Its minor unit by ISO 4217: 1250 cents, 1250 yen.</summary>
    Minor,
}
