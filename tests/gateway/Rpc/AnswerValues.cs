using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Orleans.Tx.Gateway.Tests.Rpc;

/// <summary>
/// Each value of an answer by its place, whether it came as JSON or as a message: what is null there is left out here, times, durations and words are
/// written otherwise, and so are numbers that JSON has as text; nothing else may differ.
/// </summary>
internal static partial class AnswerValues
{
    public static SortedDictionary<string, string> Of(JsonElement json, string root = "")
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Take(values, root, json);
        return values;
    }

    public static SortedDictionary<string, string> Of(IMessage message)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Take(values, "", message);
        return values;
    }

    private static void Take(SortedDictionary<string, string> values, string place, JsonElement part)
    {
        switch (part.ValueKind)
        {
            // JSON within JSON: text in a message.
            case JsonValueKind.Object when place.EndsWith(".extra", StringComparison.Ordinal):
                values[place] = part.GetRawText();
                break;
            case JsonValueKind.Object:
                foreach (var property in part.EnumerateObject())
                    Take(values, $"{place}.{property.Name}", property.Value);
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in part.EnumerateArray().Index())
                    Take(values, $"{place}[{index}]", item);
                break;
            case JsonValueKind.Null:
                break;
            case JsonValueKind.String when Instant.IsMatch(part.GetString()!):
                values[place] = Text(part.GetDateTimeOffset());
                break;
            default:
                values[place] = part.ToString();
                break;
        }
    }

    private static void Take(SortedDictionary<string, string> values, string place, object? part, FieldDescriptor? field = null)
    {
        switch (part)
        {
            case Timestamp time:
                values[place] = Text(time.ToDateTimeOffset());
                break;
            case Duration duration:
                values[place] = duration.ToTimeSpan().ToString("c", CultureInfo.InvariantCulture);
                break;
            case IMessage message:
                foreach (var one in message.Descriptor.Fields.InFieldNumberOrder().Where(one => !one.HasPresence || one.Accessor.HasValue(message)))
                    Take(values, $"{place}.{one.JsonName}", one.Accessor.GetValue(message), one);
                break;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                    Take(values, $"{place}.{entry.Key}", entry.Value);
                break;
            case IList list:
                for (var index = 0; index < list.Count; index++)
                    Take(values, $"{place}[{index}]", list[index], field);
                break;
            default:
                values[place] = field?.FieldType == FieldType.Enum ? Word(field.EnumType, (int)part!) : Convert.ToString(part, CultureInfo.InvariantCulture)!;
                break;
        }
    }

    /// <summary>WEEK_STATE_PULLING as pulling.</summary>
    public static string Word(EnumDescriptor type, int number) =>
        type.FindValueByNumber(number).Name[(Prefix().Replace(type.Name, "_$0").Length)..].Replace('_', '-').ToLowerInvariant();

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Instant { get; }

    // JobState as _Job_State, as long as JOB_STATE_.
    [GeneratedRegex("[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prefix();
}
