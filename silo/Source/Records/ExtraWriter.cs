using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Records;

/// <summary>Writes what a record holds beyond its mapped fields. For one thread.</summary>
internal sealed class ExtraWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public ExtraWriter() =>
        // For the store, not for a web page: text stays readable.
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <returns>A compact JSON object; null where nothing is beyond.</returns>
    /// <exception cref="InvalidOperationException">A text is no valid UTF-16.</exception>
    public string? Write(JsonElement record, ReadOnlySpan<JsonPointer?> mapped)
    {
        if (!HasRest(record, mapped, 0))
            return null;
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        WriteRest(record, mapped, 0);
        _json.Flush();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    public void Dispose() => _json.Dispose();

    private static bool HasRest(JsonElement from, ReadOnlySpan<JsonPointer?> mapped, int depth)
    {
        foreach (var property in from.EnumerateObject())
        {
            if (!IsMapped(property, mapped, depth, out var deeper) && (deeper.Length == 0 || HasRest(property.Value, deeper, depth + 1)))
                return true;
        }

        return false;
    }

    private void WriteRest(JsonElement from, ReadOnlySpan<JsonPointer?> mapped, int depth)
    {
        _json.WriteStartObject();
        foreach (var property in from.EnumerateObject())
        {
            if (IsMapped(property, mapped, depth, out var deeper))
                continue;
            if (deeper.Length == 0)
            {
                property.WriteTo(_json);
            }
            else if (HasRest(property.Value, deeper, depth + 1))
            {
                _json.WritePropertyName(property.Name);
                WriteRest(property.Value, deeper, depth + 1);
            }
        }

        _json.WriteEndObject();
    }

    /// <param name="deeper">The pointers that lead into the property's object.</param>
    private static bool IsMapped(JsonProperty property, ReadOnlySpan<JsonPointer?> mapped, int depth, out JsonPointer?[] deeper)
    {
        deeper = [];
        foreach (var pointer in mapped)
        {
            if (pointer?.Names(property, depth) != true)
                continue;
            if (pointer.Depth == depth + 1)
                return true;
            if (property.Value.ValueKind == JsonValueKind.Object)
                deeper = [.. deeper, pointer];
        }

        return false;
    }
}
