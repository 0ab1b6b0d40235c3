using System.Collections.Immutable;
using System.Globalization;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Grains.Tests.Imports;

/// <summary>Imports and files as tests write them.</summary>
internal static class Stored
{
    /// <param name="first">A day of January 2026.</param>
    /// <param name="last">Another.</param>
    public static ImportFile File(string name, int first = 1, int last = 10, string options = "as usual", long rows = 10) => new(
        name, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name))), options, rows + 2, rows,
        ImmutableSortedDictionary<string, long>.Empty, rows == 0 ? null : Day(first), rows == 0 ? null : Day(last));

    public static StoredImport Import(ImportFile file, int number = 1, string source = "orders") => new(
        source, number, file, Keyed: false, ImportState.Done, file.Lines, new ImportCounts(file.Rows, 0, 0, 0, 0, 0, 0), [number], [], null, null,
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    /// <summary>The next rows of a file, each in a line of its own from the second on.</summary>
    public static ImportChunk Chunk(ImportFile file, long after, int rows)
    {
        var lines = Enumerable.Range(0, rows).Select(row => Math.Max(after, 1) + 1 + row).ToImmutableArray();
        return new ImportChunk(
            after, rows == 0 ? file.Lines : lines[^1], lines, [.. lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"c{line}"))],
            [.. lines.Select(_ => Microseconds(file.First ?? default))], [.. lines.Select(_ => 1.25m)], [.. lines.Select(_ => (string?)null)]);
    }

    public static ImportRequest Request(ImportOverlap overlap, params ImportFile[] files) => new([.. files], Keyed: false, overlap);

    public static long Microseconds(DateTimeOffset time) => (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static DateTimeOffset Day(int day) => new(2026, 1, day, 0, 0, 0, TimeSpan.Zero);
}
