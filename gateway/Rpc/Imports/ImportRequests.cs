using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Imports;
using GrainFile = Orleans.Tx.Grains.Imports.ImportFile;
using GrainRequest = Orleans.Tx.Grains.Imports.ImportRequest;
using ImportFile = Orleans.Tx.Gateway.Protos.ImportFile;
using ImportOverlap = Orleans.Tx.Gateway.Protos.ImportOverlap;

namespace Orleans.Tx.Gateway.Rpc.Imports;

/// <summary>What is asked of imports, as the grains take it.</summary>
internal static class ImportRequests
{
    /// <exception cref="TxException">A field is wrong; the message names it.</exception>
    public static GrainRequest ToRequest(this OpenImportsRequest request) => new(
        [.. request.Files.Select((file, place) => ToFile(file, $"files[{place}]"))], request.Keyed,
        request.Overlap is >= ImportOverlap.Unspecified and <= ImportOverlap.Replace
            ? (Grains.Imports.ImportOverlap)(Math.Max((int)request.Overlap, 1) - 1)
            : throw Wrong($"overlap: {(int)request.Overlap} is none; allowed: IMPORT_OVERLAP_REFUSE, IMPORT_OVERLAP_ADD, IMPORT_OVERLAP_REPLACE"));

    /// <summary>The rows as columns.</summary>
    /// <exception cref="TxException">A row is wrong; the message names it and the field.</exception>
    public static ImportChunk ToChunk(this StoreRowsRequest request)
    {
        var rows = request.Rows;
        var keyed = rows.Count > 0 && rows[0].HasId;
        for (var place = 0; place < rows.Count; place++)
        {
            if (rows[place].HasId != keyed)
                throw Wrong($"rows[{place}].id: either each row has one or none has");
        }

        return new ImportChunk(
            request.After, request.To, [.. rows.Select(row => row.Line)], [.. rows.Select(row => row.Customer)],
            [.. rows.Select((row, place) => Microseconds(row.Time, place))], [.. rows.Select((row, place) => Amount(row.Amount, place))],
            [.. rows.Select(row => row.HasCurrency ? row.Currency : null)], keyed ? [.. rows.Select(row => row.Id)] : null);
    }

    private static GrainFile ToFile(ImportFile file, string named) => new(
        file.Name, file.Sha256, file.Options, file.Lines, file.Rows, file.Bad.ToImmutableSortedDictionary(StringComparer.Ordinal),
        file.First.ToTime($"{named}.first"), file.Last.ToTime($"{named}.last"));

    private static long Microseconds(Timestamp? time, int place) => time.ToTime($"rows[{place}].time") is { } at
        ? (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond
        : throw Wrong($"rows[{place}].time: is missing");

    private static decimal Amount(string text, int place) => MoneyText.TryParse(text, out var amount)
        ? amount
        : throw Wrong($"rows[{place}].amount: '{text}' is no amount; allowed are digits with a decimal point, such as -12.50");

    private static TxException Wrong(string message) => new(TxError.Invalid, message);
}
