namespace Orleans.Tx.Client.Output;

/// <summary>What a table does with a column's cells where the screen is too narrow for them.</summary>
internal enum WhenNarrow
{
    /// <summary>They stay whole, or the column is left out by its rank.</summary>
    Whole,

    /// <summary>Their end is cut off.</summary>
    Clipped,

    /// <summary>They are written below the table, in whole lines.</summary>
    Below,
}
