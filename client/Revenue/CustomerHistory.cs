namespace Orleans.Tx.Client.Revenue;

/// <summary>What is remembered of a customer while a log is read: the first timestamp, and where the chains of figures begin.</summary>
internal struct CustomerHistory
{
    /// <summary>When the earliest order was made, reported or not.</summary>
    public DateTime First;

    /// <summary>All orders, by month and currency.</summary>
    public int All;

    /// <summary>The reported ones of them; used only where some are not.</summary>
    public int Reported;

    /// <summary>The reported ones at <see cref="First"/>; used only where the definition asks for them.</summary>
    public int AtFirst;
}
