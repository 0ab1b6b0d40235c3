using Npgsql;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>
/// Writes any number of ledgers by one COPY: straight into the table where the source has none yet; else aside, and from there in the
/// place of those that they were built on. Until it is completed the session can do nothing else.
/// </summary>
internal sealed class LedgerLoad(StoreSession session, string source, int epoch, long position) : IAsyncDisposable
{
    private NpgsqlBinaryImporter? _importer;
    private long _written;

    /// <summary>The source has no ledgers: none needs to be read.</summary>
    public bool IsFirst { get; private set; }

    public async Task Begin()
    {
        IsFirst = await session.Value<bool>(Sql.HasNone, source) is true;
        if (!IsFirst)
            await session.Execute(Aside.Create);
        _importer = await session.Copy(IsFirst ? LedgerRow.Copy : Aside.Copy);
    }

    public async Task Write(IEnumerable<LedgerWrite> ledgers, CancellationToken cancellationToken)
    {
        foreach (var write in ledgers)
        {
            if (write.BaseVersion > position)
                throw LedgerWriter.Ahead(source, write, position);
            await LedgerRow.Write(_importer!, source, epoch, write, withBase: !IsFirst, cancellationToken);
            _written++;
        }
    }

    /// <exception cref="StaleProjectionException">A ledger is no longer the one that was built on.</exception>
    public async Task Complete(CancellationToken cancellationToken)
    {
        await _importer!.CompleteAsync(cancellationToken);
        await DisposeAsync();
        if (IsFirst)
            return;

        await session.Execute(Aside.Analyze);
        var put = await session.Execute(Aside.Change, source, epoch) + await session.Execute(Aside.Add, source);
        if (put < _written)
            throw new StaleProjectionException($"{_written - put} of {_written} ledgers of {source} are not the ones that were built on.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_importer is not null)
            await _importer.DisposeAsync();
        _importer = null;
    }

    private static class Sql
    {
        public const string HasNone = "select not exists (select from tx.ledgers where source = $1)";
    }

    // Of a table that is there only for the length of the transaction.
    private static class Aside
    {
        public const string Create = "create temporary table carried (like tx.ledgers, base bigint not null) on commit drop";

        public const string Copy = $"copy pg_temp.carried ({LedgerRow.Written}, base) from stdin (format binary)";

        public const string Analyze = "analyze pg_temp.carried (customer, base)";

        public const string Change = $"""
            update tx.ledgers l
            set {LedgerRow.Change}
            from pg_temp.carried written
            where l.source = $1 and l.epoch = $2 and l.customer = written.customer and l.version = written.base and written.base > 0
            """;

        public const string Add = $"""
            insert into tx.ledgers ({LedgerRow.Written})
            select {LedgerRow.Written} from pg_temp.carried where source = $1 and base = 0
            on conflict (source, customer) do nothing
            """;
    }
}
