using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source.Records;

namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>Reads a page's body.</summary>
internal sealed class PageReader(SourceOptions source)
{
    // More than any API has: a total beyond it is a mistake, and as good as none.
    private const long MostTotal = 1_000_000_000_000_000;

    /// <summary>The most records of a page that are taken, whatever was asked for: memory is bounded by the page.</summary>
    public const int MostItems = 20_000;

    private static readonly string[] ErrorNames = ["error", "errors"];

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly RecordReader _records = new(source);
    private readonly NextPage _next = new(source);

    /// <summary>A page that holds nothing and tells nothing.</summary>
    public static PageAnswer.Fetched Empty { get; } = new(new PageFacts(0, null, null), [], [], 0);

    /// <exception cref="JsonException">The body is no JSON.</exception>
    public PageAnswer Read(ReadOnlyMemory<byte> body, Week week, ApiWords words, PageOrigin? origin = null)
    {
        var json = body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        if (JsonSize.IsTooLarge(json.Span))
            return new PageAnswer.Refused($"The page holds more than {JsonSize.MostTokens} values; ask for fewer records with Paging:Size and PageSize");
        using var document = JsonDocument.Parse(json);
        try
        {
            if (Read(document.RootElement, week, out var items) is not { } page)
                return new PageAnswer.Refused(
                    $"The answer has no array of records at '{source.Records.Items}' (Records:Items): {words.Of(json.Span)}");
            if (page.Facts.Items > MostItems)
                return new PageAnswer.Refused($"The page holds {page.Facts.Items} records, and at most {MostItems} are taken; ask for fewer with Paging:Size and PageSize");
            // An API that fails with 200 must not pass for one that has nothing.
            if (page.Facts.Items == 0 && TellsError(document.RootElement))
                return new PageAnswer.Refused($"The answer has no records and tells of an error: {words.Of(json.Span)}");
            var more = _next.HasMore(document.RootElement);
            var next = _next.Find(document.RootElement, items, more, origin ?? new PageOrigin(source.BaseUrl!, []), words, out var wrong);
            return wrong is null ? page with { Facts = page.Facts with { HasMore = more, Next = next } } : new PageAnswer.Refused(wrong);
        }
        catch (InvalidOperationException unreadable)
        {
            throw new JsonException("A name or text outside the records is no valid UTF-8 or UTF-16", unreadable);
        }
    }

    private PageAnswer.Fetched? Read(JsonElement document, Week week, out JsonElement items)
    {
        var facts = new PageFacts(0, Number(document, source.Paging.TotalPages), Number(document, source.Paging.Total));
        if (!source.Records.Items.TryFind(document, out items) || items.ValueKind != JsonValueKind.Array)
            return source.Records.ItemsOptional && items.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
                ? Empty with { Facts = facts }
                : null;

        if (items.GetArrayLength() > MostItems)
            return Empty with { Facts = facts with { Items = items.GetArrayLength() } };
        var (start, end) = (week.StartIn(source.Zone), week.EndIn(source.Zone));
        var records = new List<Transaction>(items.GetArrayLength());
        var setAside = new List<SetAsideRecord>();
        var place = 0;
        var (outside, filtered) = (0, 0);
        var passedOver = new List<string>();
        using var extra = new ExtraWriter();
        foreach (var item in items.EnumerateArray())
        {
            var reason = _records.Read(item, extra, out var record);
            if (reason == SetAsideReason.Filtered)
            {
                filtered++;
                if (_records.IdOf(item) is { } id)
                    passedOver.Add(id);
            }
            else if (reason is not null)
                setAside.Add(new SetAsideRecord(place, reason, Raw(item), _records.IdOf(item)) { Customers = _records.CustomersOf(item) });
            else if (record!.OccurredAt < start || record.OccurredAt >= end)
            {
                outside++;
                passedOver.Add(record.Id);
            }
            else
                records.Add(record);
            place++;
        }

        return new PageAnswer.Fetched(facts with { Items = place }, records, setAside, outside, filtered) { PassedOver = passedOver };
    }

    private static bool TellsError(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var name in ErrorNames)
        {
            if (document.TryGetProperty(name, out var error) && error.ValueKind switch
            {
                JsonValueKind.Null or JsonValueKind.False => false,
                JsonValueKind.String => error.GetString() is not "",
                JsonValueKind.Array => error.GetArrayLength() > 0,
                JsonValueKind.Object => error.EnumerateObject().Any(),
                JsonValueKind.Number => error.GetRawText() != "0",
                _ => true,
            })
                return true;
        }

        return false;
    }

    /// <summary>Bytes that are no UTF-8 become replacement characters: everything else is kept.</summary>
    private static string Raw(JsonElement item) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(item));

    private static long? Number(JsonElement document, JsonPointer? pointer)
    {
        if (pointer is null || !pointer.TryFind(document, out var found))
            return null;
        var text = found.ValueKind switch
        {
            JsonValueKind.Number => found.GetRawText(),
            JsonValueKind.String => found.GetString(),
            _ => null,
        };
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostTotal ? number : null;
    }
}
