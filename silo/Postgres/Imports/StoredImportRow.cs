using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Silo.Postgres.Imports;

/// <summary>A row of <c>tx.imports</c> as the grains know it.</summary>
internal static class StoredImportRow
{
    public const string Columns = """
        source, number, name, sha256, options, lines, rows, bad, first_order, last_order, keyed, state, line,
            stored, restated, already_there, repeated, taken_out, gone, beside, whole, taken_out_to, replaced_by, created_at, updated_at,
            passed_over
        """;

    public static StoredImport Read(NpgsqlDataReader row) => new(
        Source: row.GetString(0),
        Number: row.GetInt32(1),
        File: new ImportFile(
            row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6), Counts(row.GetString(7)),
            row.GetFieldValue<DateTimeOffset?>(8), row.GetFieldValue<DateTimeOffset?>(9)),
        Keyed: row.GetBoolean(10),
        State: Enum.Parse<ImportState>(row.GetString(11), ignoreCase: true),
        Line: row.GetInt64(12),
        Counts: new ImportCounts(row.GetInt64(13), row.GetInt64(14), row.GetInt64(15), row.GetInt64(16), row.GetInt64(17), row.GetInt64(18), row.GetInt64(25)),
        Beside: [.. row.GetFieldValue<int[]>(19)],
        Whole: [.. row.GetFieldValue<int[]>(20)],
        TakenOutTo: row.GetFieldValue<long?>(21),
        ReplacedBy: row.GetFieldValue<int?>(22),
        CreatedAt: row.GetFieldValue<DateTimeOffset>(23),
        UpdatedAt: row.GetFieldValue<DateTimeOffset>(24));

    public static string Text(ImportState state) => state switch
    {
        ImportState.Replacing => "replacing",
        ImportState.Storing => "storing",
        ImportState.Done => "done",
        ImportState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no state of an import"),
    };

    public static string Text(ImmutableSortedDictionary<string, long> counts) => JsonSerializer.Serialize(counts);

    private static ImmutableSortedDictionary<string, long> Counts(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, long>>(json)!.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
