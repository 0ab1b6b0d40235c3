using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>
/// Loads the ledgers of one source. What is wanted while a query is under way waits for the next one and goes into it all together:
/// a lone wish is not delayed, a thousand at once cost two queries.
/// </summary>
internal sealed class LedgerLoader(Database database, string source)
{
    /// <summary>The most ledgers that one query asks for.</summary>
    public const int Most = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<Wish> _wishes = [];
    private bool _loading;

    /// <summary>How many queries were sent.</summary>
    public long Queries { get; private set; }

    public async Task<CustomerLedger> Load(string customer, CancellationToken cancellationToken)
    {
        var wish = new Wish(customer);
        lock (_lock)
        {
            _wishes.Enqueue(wish);
            if (!_loading)
            {
                _loading = true;
                // Nobody's turn, and nobody's token: whoever starts it loads for all.
                _ = Task.Run(LoadAll, CancellationToken.None);
            }
        }
        var query = await wish.Query.Task.WaitAsync(cancellationToken);
        var ledgers = await query.WaitAsync(cancellationToken);
        return ledgers.GetValueOrDefault(customer, CustomerLedger.Empty);
    }

    private async Task LoadAll()
    {
        while (Next() is { Length: > 0 } wishes)
        {
            var query = Query(wishes);
            Queries++;
            foreach (var wish in wishes)
                wish.Query.SetResult(query);
            // Its failure is for those who wished.
            await Task.WhenAny(query);
        }
    }

    private Wish[] Next()
    {
        lock (_lock)
        {
            var wishes = new Wish[Math.Min(_wishes.Count, Most)];
            for (var place = 0; place < wishes.Length; place++)
                wishes[place] = _wishes.Dequeue();
            _loading = wishes.Length > 0;
            return wishes;
        }
    }

    private async Task<Dictionary<string, CustomerLedger>> Query(Wish[] wishes)
    {
        var customers = wishes.Select(wish => wish.Customer).Distinct(StringComparer.Ordinal).ToArray();
        var rows = await database.Run(session => session.All(LedgerRow.Load, LedgerRow.Read, source, customers), CancellationToken.None);
        return rows.ToDictionary(row => row.Customer, row => row.Ledger, StringComparer.Ordinal);
    }

    private sealed record Wish(string Customer)
    {
        public TaskCompletionSource<Task<Dictionary<string, CustomerLedger>>> Query { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
