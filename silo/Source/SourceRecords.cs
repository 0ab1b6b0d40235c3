using System.Text;
using System.Text.Json;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source.Records;

namespace Orleans.Tx.Silo.Source;

/// <summary>Kept records, read as those of a page are.</summary>
internal sealed class SourceRecords(TxOptions options) : ISourceRecords
{
    private readonly Dictionary<string, (SourceOptions Options, RecordReader Reader)> _sources = options.Sources.ToDictionary(
        source => source.Key, source => (source.Value, new RecordReader(source.Value)), StringComparer.Ordinal);

    public RereadRecord Read(string source, Week week, string reason, string raw)
    {
        if (!_sources.TryGetValue(source, out var known))
            throw SourceCatalog.NotConfigured(source, _sources.Keys);

        // Bytes that were no text are kept as replacement characters: read again, they would pass for what the record held.
        if (reason == SetAsideReason.BadText && raw.Contains('\uFFFD', StringComparison.Ordinal))
            return RereadRecord.Left(LeftReason.KeptInPart);
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(raw));
            return Read(known.Options, known.Reader, week, document.RootElement);
        }
        catch (JsonException)
        {
            // It was JSON when it came: what is no more was cut off.
            return RereadRecord.Left(LeftReason.KeptInPart);
        }
    }

    public IReadOnlyCollection<string> CustomersOf(string source, string raw)
    {
        var json = Encoding.UTF8.GetBytes(raw);
        if (!_sources.TryGetValue(source, out var known))
            return PossibleNames.In(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return known.Reader.CustomersOf(document.RootElement);
        }
        catch (JsonException)
        {
            return PossibleNames.In(json);
        }
    }

    private static RereadRecord Read(SourceOptions source, RecordReader reader, Week week, JsonElement record)
    {
        using var extra = new ExtraWriter();
        if (reader.Read(record, extra, out var row) is { } reason)
            return RereadRecord.Left(reason == SetAsideReason.Filtered ? LeftReason.Filtered : reason);
        return row!.OccurredAt >= week.StartIn(source.Zone) && row.OccurredAt < week.EndIn(source.Zone)
            ? RereadRecord.Good(row)
            : RereadRecord.Left(LeftReason.OutsideWeek);
    }
}
