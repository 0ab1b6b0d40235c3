using System.Collections.Immutable;
using System.Security.Cryptography;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Client.Importing;

/// <summary>Reads files through before anything is stored: what they hold, and whether they can be read.</summary>
internal sealed class FileSurvey(ImportInput input, ImportReading reading, BadRows bad, Terminal terminal)
{
    private const int LongestName = 500;

    /// <exception cref="Running.UsageException">A file can't be read, or its columns can't be found.</exception>
    /// <exception cref="Running.WorkException">A file is damaged, or a bad row is to end the work.</exception>
    public async Task<ImmutableArray<ImportFile>> Read(CancellationToken cancellation)
    {
        using var progress = new ReadProgress(terminal);
        var files = ImmutableArray.CreateBuilder<ImportFile>(input.Paths.Length);
        foreach (var path in input.Paths)
            files.Add(await Read(path, progress, cancellation));
        return files.MoveToImmutable();
    }

    private async Task<ImportFile> Read(string path, ReadProgress progress, CancellationToken cancellation)
    {
        using var file = await input.Open(path, cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (sinks, before) = (new List<SurveySink>(), new Dictionary<string, long>(bad.Counts, StringComparer.Ordinal));
        var log = reading.Log(
            () =>
            {
                sinks.Add(new SurveySink());
                return sinks[^1];
            },
            bad, progress);
        var extent = await log.Read(file, hash, cancellation);

        var rows = sinks.Sum(sink => sink.Rows);
        var counts = bad.Counts.Select(reason => KeyValuePair.Create(reason.Key, reason.Value - before.GetValueOrDefault(reason.Key))).Where(reason => reason.Value > 0);
        return new ImportFile(
            file.Name.Length <= LongestName ? file.Name : file.Name[^LongestName..], Convert.ToHexStringLower(hash.GetHashAndReset()), reading.Describe(extent.Layout),
            // The last row need not end with a line break.
            extent.Lines + 1, rows, counts.ToImmutableSortedDictionary(StringComparer.Ordinal),
            rows > 0 ? sinks.Min(sink => sink.First) : null, rows > 0 ? sinks.Max(sink => sink.Last) : null);
    }
}
