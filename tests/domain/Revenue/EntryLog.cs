using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Domain.Tests.Revenue;

/// <summary>Entries of one customer in an order that can happen, with some of the orders taken back, and what remains of them.</summary>
internal sealed record EntryLog(IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<Order> Remaining)
{
    /// <summary>Orders in another order; about a third of them is taken back at some time after it was added.</summary>
    public static EntryLog Of(IReadOnlyList<Order> orders, Random chance)
    {
        var entries = Shuffled(orders, chance).Select(order => order.Added).ToList();
        var remaining = new List<Order>();
        foreach (var order in orders)
        {
            if (chance.Next(3) > 0)
            {
                remaining.Add(order);
                continue;
            }

            // After the last of its equals: each of them may be the one that is taken back.
            var added = entries.LastIndexOf(order.Added);
            entries.Insert(chance.Next(added + 1, entries.Count + 1), order.TakenBack);
        }

        return new EntryLog(entries, remaining);
    }

    /// <summary>The entries cut into batches anywhere, each batch in any order.</summary>
    public IReadOnlyList<LedgerEntry[]> Split(Random chance)
    {
        var batches = new List<LedgerEntry[]>();
        for (var from = 0; from < Entries.Count;)
        {
            var length = chance.Next(0, Entries.Count - from + 1);
            batches.Add(Shuffled(Entries.Skip(from).Take(length), chance));
            from += length;
        }

        return batches;
    }

    private static T[] Shuffled<T>(IEnumerable<T> items, Random chance)
    {
        var list = items.ToArray();
        chance.Shuffle(list);
        return list;
    }
}
