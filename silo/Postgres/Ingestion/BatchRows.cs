using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>The records of a batch as columns, each id once: where it comes several times, as it came last.</summary>
internal sealed class BatchRows
{
    private readonly Transaction[] _rows;

    private BatchRows(Transaction[] rows, int repeated)
    {
        _rows = rows;
        Repeated = repeated;
    }

    public int Count => _rows.Length;

    /// <summary>How many records came before the last one with their id.</summary>
    public int Repeated { get; }

    public static BatchRows Of(PageBatch batch)
    {
        var rows = new Dictionary<string, Transaction>(StringComparer.Ordinal);
        var records = 0;
        foreach (var row in batch.Pages.SelectMany(page => page.Records))
        {
            rows[row.Id] = row;
            records++;
        }
        return new BatchRows([.. rows.Values], records - rows.Count);
    }

    public string[] Ids => Array.ConvertAll(_rows, row => row.Id);

    /// <summary>Stores the rows that are not there yet.</summary>
    /// <returns>How many these are.</returns>
    public async Task<int> Insert(StoreSession session, string source, Week week, long uid) =>
        Count == 0 ? 0 : await session.Execute(Sql.Insert, After(source, week.Monday, uid));

    /// <summary>The parameters of a statement: first those given, then the columns.</summary>
    public object?[] After(params IEnumerable<object?> first) =>
    [
        .. first,
        Ids,
        Array.ConvertAll(_rows, row => row.Customer),
        Array.ConvertAll(_rows, row => row.OccurredAt.UtcDateTime),
        Array.ConvertAll(_rows, row => row.Amount.Amount),
        Array.ConvertAll(_rows, row => row.Currency.ToString()),
        Array.ConvertAll(_rows, row => StorableText.Json(row.Extra)),
    ];

    private static class Sql
    {
        public const string Insert = """
            insert into tx.transactions (source, week, batch_uid, id, customer, occurred_at, amount, currency, extra)
            select $1, $2, $3, sent.id, sent.customer, sent.occurred_at, sent.amount, sent.currency, sent.extra::jsonb
            from unnest($4::text[], $5::text[], $6::timestamptz[], $7::numeric[], $8::text[], $9::text[])
                as sent(id, customer, occurred_at, amount, currency, extra)
            on conflict (source, week, id) do nothing
            """;
    }
}
