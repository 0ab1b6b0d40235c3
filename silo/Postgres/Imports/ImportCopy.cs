using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Silo.Postgres.Imports;

/// <summary>Rows that are known not to be there, straight into the table: all of a chunk at once, week by week.</summary>
internal static class ImportCopy
{
    private const string Copy = """
        copy tx.transactions (source, week, id, customer, occurred_at, amount, currency, batch_uid) from stdin (format binary)
        """;

    /// <param name="places">Which of the rows.</param>
    public static async Task Write(StoreSession session, StoredImport import, ImportRows rows, IReadOnlyList<int> places, ImportBatches batches)
    {
        if (places.Count == 0)
            return;

        // The server has a buffer for each partition, and rows that follow each other in a file may lie in any.
        var sorted = places.ToArray();
        Array.Sort(Array.ConvertAll(sorted, rows.WeekOf), sorted);
        await session.Copy(Copy, importer =>
        {
            foreach (var row in sorted)
                Write(importer, import, rows, row, batches);
        });
    }

    private static void Write(NpgsqlBinaryImporter importer, StoredImport import, ImportRows rows, int row, ImportBatches batches)
    {
        var week = rows.WeekOf(row);
        batches.Put(week);
        importer.StartRow();
        importer.Write(import.Source, NpgsqlDbType.Text);
        importer.Write(week.Monday, NpgsqlDbType.Date);
        importer.Write(rows.Id(row) ?? PlaceId(import.Number, rows.Line(row)), NpgsqlDbType.Text);
        importer.Write(rows.Customer(row), NpgsqlDbType.Text);
        importer.Write(rows.OccurredAt(row), NpgsqlDbType.TimestampTz);
        importer.Write(rows.Amount(row), NpgsqlDbType.Numeric);
        importer.Write(rows.Currency(row), NpgsqlDbType.Text);
        importer.Write(batches.Uid(week), NpgsqlDbType.Bigint);
    }

    // The import's number stands for the hash of the content, which it has alone: an id of 64 digits would double the size of a row.
    private static string PlaceId(int import, long line) => string.Create(CultureInfo.InvariantCulture, $"{import}:{line}");
}
