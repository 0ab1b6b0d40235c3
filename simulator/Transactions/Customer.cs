namespace Orleans.Tx.Simulator.Transactions;

/// <summary>A customer, by the week that won them and their rank in it; habits follow from that.</summary>
internal readonly record struct Customer(long Seed, long Cohort, long Rank)
{
    public string Id => Base32.Encode("cus_", new Draw(Seed, DrawPurpose.CustomerId, Key).NextBits());

    private long Key => (Cohort << 32) | Rank;

    /// <summary>What this customer buys now, in hundredths: around a basket of their own, most small, a few large.</summary>
    public long AmountInCents(ref Draw chance)
    {
        var habit = new Draw(Seed, DrawPurpose.Customer, Key).Next();
        var basket = 900 + (9_000 * habit * habit * habit);
        return Math.Max(1, (long)(basket * (0.4 + (1.2 * chance.Next()))));
    }

    /// <summary>The one currency this customer pays in; the first is the shop's own and the usual one.</summary>
    public string CurrencyOf(IReadOnlyList<string> currencies)
    {
        if (currencies.Count == 1)
            return currencies[0];

        var habit = new Draw(Seed, DrawPurpose.Customer, Key);
        habit.Next();
        return habit.Next() < 0.6 ? currencies[0] : currencies[1 + (int)habit.NextBelow(currencies.Count - 1)];
    }
}
