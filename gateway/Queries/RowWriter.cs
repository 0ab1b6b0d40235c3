using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Orleans.Tx.Gateway.Csv;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Queries;

/// <summary>Writes rows into an answer that goes on for as long as there are rows, as CSV or as lines of JSON. Not thread-safe.</summary>
internal sealed class RowWriter(PipeWriter output)
{
    // Bytes; what is written beyond them waits until the reader has taken them.
    private const long Ahead = 64 << 10;

    private static readonly JsonWriterOptions Options = new() { Encoder = TxJson.Compact.Encoder, SkipValidation = true };

    private readonly Utf8JsonWriter _json = new(output, Options);
    private readonly StringBuilder _line = new();

    public void Line(TransactionRecord row)
    {
        JsonSerializer.Serialize(_json, row, TxJson.Compact);
        EndLine();
    }

    public void Line(IReadOnlyList<string> keys, GroupRow group)
    {
        Object(keys, group);
        EndLine();
    }

    /// <summary>A group as an object of JSON, and nothing around it.</summary>
    public void Object(IReadOnlyList<string> keys, GroupRow group)
    {
        _json.WriteStartObject();
        for (var key = 0; key < keys.Count; key++)
            _json.WriteString(keys[key], group.Keys[key]);
        _json.WriteString("revenue"u8, MoneyText.Of(group.Revenue));
        _json.WriteString("newRevenue"u8, MoneyText.Of(group.NewRevenue));
        _json.WriteNumber("orders"u8, group.Orders);
        _json.WriteNumber("customers"u8, group.Customers);
        _json.WriteEndObject();
        Reset();
    }

    public void Csv(TransactionRecord row)
    {
        _line.Append(CsvText.Text(row.Id)).Append(',').Append(CsvText.Text(row.Customer)).Append(',')
            .Append(row.OccurredAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)).Append(',')
            .Append(MoneyText.Of(row.Amount)).Append(',').Append(row.Currency).Append(',')
            .Append(CsvText.Text(row.Extra ?? ""));
        EndCsv();
    }

    public void Csv(GroupRow group)
    {
        foreach (var key in group.Keys)
            _line.Append(CsvText.Text(key ?? "")).Append(',');
        _line.Append(MoneyText.Of(group.Revenue)).Append(',').Append(MoneyText.Of(group.NewRevenue)).Append(',')
            .Append(CultureInfo.InvariantCulture, $"{group.Orders},{group.Customers}");
        EndCsv();
    }

    public void Text(string text) => Encoding.UTF8.GetBytes(text, output);

    /// <summary>Waits for the reader where much is written that was not taken.</summary>
    public async ValueTask Flush(bool atOnce, CancellationToken cancellationToken)
    {
        if (atOnce || output.UnflushedBytes > Ahead)
            await output.FlushAsync(cancellationToken);
    }

    private void EndLine()
    {
        Reset();
        output.Write("\n"u8);
    }

    private void Reset()
    {
        _json.Flush();
        _json.Reset();
    }

    private void EndCsv()
    {
        _line.Append('\n');
        foreach (var part in _line.GetChunks())
            Encoding.UTF8.GetBytes(part.Span, output);
        _line.Clear();
    }
}
