using System.Buffers;
using System.Text.Json;
using Orleans.Tx.Simulator.Faults;
using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator.Api;

/// <summary>Writes a page in the API's JSON.</summary>
internal static class PageWriter
{
    private static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText CustomerId = JsonEncodedText.Encode("customer_id");
    private static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");
    private static readonly JsonEncodedText Amount = JsonEncodedText.Encode("amount");
    private static readonly JsonEncodedText Currency = JsonEncodedText.Encode("currency");
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText Channel = JsonEncodedText.Encode("channel");

    public static void Write(IBufferWriter<byte> output, Page page, FaultInjector faults)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        var malformed = 0;
        json.WriteStartObject();
        json.WriteStartArray(Data);
        foreach (ref readonly var record in page.Records.AsSpan())
        {
            var malformation = faults.MalformationOf(record.Id);
            malformed += malformation == Malformation.None ? 0 : 1;
            Write(json, record, malformation);
        }

        json.WriteEndArray();
        json.WriteNumber("page"u8, page.Query.Page);
        json.WriteNumber("total_pages"u8, page.TotalPages);
        json.WriteNumber("total"u8, page.Total);
        json.WriteEndObject();
        faults.CountMalformed(malformed);
    }

    private static void Write(Utf8JsonWriter json, in Transaction record, Malformation malformation)
    {
        json.WriteStartObject();
        if (malformation != Malformation.MissingId)
            json.WriteString(Id, record.Id);
        if (malformation != Malformation.MissingCustomer)
            json.WriteString(CustomerId, record.CustomerId);
        if (malformation == Malformation.UnreadableTime)
            json.WriteString(CreatedAt, "yesterday"u8);
        else
            json.WriteString(CreatedAt, record.CreatedAt);
        if (malformation == Malformation.UnreadableAmount)
            json.WriteString(Amount, "n/a"u8);
        else
            json.WriteNumber(Amount, record.Amount);
        json.WriteString(Currency, record.Currency);
        json.WriteString(Type, record.Type);
        json.WriteString(Channel, record.Channel);
        json.WriteEndObject();
    }
}
