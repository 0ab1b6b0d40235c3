using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Silo.Postgres.Imports;

/// <summary>
/// Rows that have ids of their own. One that is there and equal is left as it is; one that is there and different leaves through the log, from
/// whichever week it lies in, and comes again as the file has it. Of several with one id in a chunk the last counts.
/// </summary>
internal sealed class KeyedRows
{
    private readonly StoredImport _import;
    private readonly ImportRows _rows;
    private readonly int[] _places;
    private readonly List<(int Place, Week Week)> _changed = [];
    private readonly List<int> _new;
    private int _equal;

    private KeyedRows(StoredImport import, ImportRows rows, int[] places)
    {
        (_import, _rows) = (import, rows);
        var last = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in places)
            last[rows.Id(row)!] = row;
        // In the order of their ids, so that two writers wait for each other instead of locking each other out.
        _places = [.. last.Values];
        _new = [.. _places];
    }

    public static async Task<ImportCounts> Store(StoreSession session, StoredImport import, ImportRows rows, int[] places)
    {
        var keyed = new KeyedRows(import, rows, places);
        await keyed.Meet(session);
        await keyed.Put(session);
        return import.Counts with
        {
            Stored = import.Counts.Stored + keyed._new.Count,
            Restated = import.Counts.Restated + keyed._changed.Count,
            AlreadyThere = import.Counts.AlreadyThere + keyed._equal,
            Repeated = import.Counts.Repeated + places.Length - keyed._places.Length,
        };
    }

    private string[] Ids(IEnumerable<int> places) => [.. places.Select(place => _rows.Id(place)!)];

    private async Task Meet(StoreSession session)
    {
        var there = await session.All(Sql.There, Read, _import.Source, Ids(_places));
        foreach (var (index, week, isEqual) in there)
        {
            var place = _places[index];
            if (isEqual)
                _equal++;
            else
                _changed.Add((place, week));
        }

        var met = there.Select(row => _places[row.Index]).ToHashSet();
        _new.RemoveAll(met.Contains);
    }

    private async Task Put(StoreSession session)
    {
        List<int> put = [.. _new, .. _changed.Select(row => row.Place)];
        if (put.Count == 0)
            return;

        var batches = await ImportBatches.Begin(session, [.. put.Select(_rows.WeekOf), .. _changed.Select(row => row.Week)]);
        foreach (var week in _changed.GroupBy(row => row.Week))
            await LeavingRows.Take(session, _import.Source, week.Key, Ids(week.Select(row => row.Place)), batches);
        await ImportCopy.Write(session, _import, _rows, put, batches);
        await session.Execute(Sql.Keep, _import.Source, Ids(put), put.Select(place => _rows.WeekOf(place).Monday).ToArray());
        await batches.Number(session, _import.Source, _import.Number);
    }

    private (int Index, Week Week, bool IsEqual) Read(NpgsqlDataReader row)
    {
        var index = (int)row.GetInt64(0) - 1;
        var place = _places[index];
        return (
            index, Week.Of(row.GetFieldValue<DateOnly>(1)),
            row.GetString(2) == _rows.Customer(place) && row.GetDateTime(3) == _rows.OccurredAt(place)
                && row.GetDecimal(4) == _rows.Amount(place) && row.GetString(5) == _rows.Currency(place));
    }

    private static class Sql
    {
        // Each id and row is looked up by its key, whatever the planner thinks of the rest. An id whose row is gone names none.
        public const string There = """
            select sent.place, stood.week, stood.customer, stood.occurred_at, stood.amount, stood.currency
            from unnest($2::text[]) with ordinality as sent(id, place)
            cross join lateral (
                select week from tx.import_ids where source = $1 and id = sent.id limit 1
            ) as kept
            cross join lateral (
                select week, customer, occurred_at, amount, currency
                from tx.transactions where source = $1 and week = kept.week and id = sent.id limit 1
            ) as stood
            """;

        public const string Keep = """
            insert into tx.import_ids as k (source, id, week)
            select $1, sent.id, sent.week from unnest($2::text[], $3::date[]) as sent(id, week)
            on conflict (source, id) do update set week = excluded.week where k.week <> excluded.week
            """;
    }
}
