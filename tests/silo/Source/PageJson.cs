namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>Pages and records as an API writes them.</summary>
internal static class PageJson
{
    public static string Of(string records) => $$"""{"data":[{{records}}]}""";

    /// <summary>A record in the week; every field is a JSON value, null leaves it out.</summary>
    public static string Record(
        string? id = "\"t1\"", string? customer = "\"c1\"", string? time = "\"2026-09-30T12:00:00Z\"", string? amount = "12.50",
        string? currency = "\"USD\"", string more = "")
    {
        var fields = new[] { ("id", id), ("customer_id", customer), ("created_at", time), ("amount", amount), ("currency", currency) };
        var written = string.Join(",", fields.Where(field => field.Item2 is not null).Select(field => $"\"{field.Item1}\":{field.Item2}"));
        return $$"""{{{written}}{{more}}}""";
    }
}
