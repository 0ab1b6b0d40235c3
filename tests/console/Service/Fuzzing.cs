using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>Random requests by an OpenAPI document: what it describes, with good values, bad ones and rubbish in every place.</summary>
internal sealed class Fuzzing(JsonElement document, Random random)
{
    private static readonly string[] Texts =
    [
        "", " ", "0", "-1", "1", "7", "1e9", "99999999999999999999", "NaN", "null", "true", "all", "orders", "nothing", "a", "EUR", "eur", "€", "2026-W02", "2026-W99",
        "2026-01", "2026-13", "2026-01-05", "2026-02-30", "2026-01-05T00:00:00Z", "0001-01-01", "9999-12-31T23:59:59.9999999Z", "2026-W02..2026-W01", "9999-W53", "0000-W00",
        "first-month", "first-order", "customer,month", "customer,customer", "month,", "cohort,quarter,year,day,week,currency", "'; drop table transactions; --", "%", "%s%n",
        "../../etc/passwd", "a/b", "\\", "\"", "<script>", "😀", "\u0000", "\u0001\t\n", "\ufffe", "Ａ", "{}", "[]", "{\"a\":1}", "missing-customer", "1/1/1/1", "2026-W02/1/0/0",
    ];

    private readonly (string Method, string Path, string[] Query, string[] Body)[] _operations = [.. Operations(document)];

    public int Count => _operations.Length;

    public HttpRequestMessage Next()
    {
        var (method, path, query, body) = _operations[random.Next(_operations.Length)];
        var parts = path.Split('/').Select(part => part.StartsWith('{') ? Uri.EscapeDataString(Text()) : part);
        var given = query.Where(_ => random.Next(3) == 0).Select(name => $"{name}={Uri.EscapeDataString(name == "source" && random.Next(5) > 0 ? "orders" : Text())}").ToList();
        if (random.Next(20) == 0)
            given.Add($"{Uri.EscapeDataString(Text())}={Uri.EscapeDataString(Text())}");
        var request = new HttpRequestMessage(new HttpMethod(method), $"{string.Join('/', parts)}{(given.Count > 0 ? $"?{string.Join('&', given)}" : "")}");
        if (random.Next(4) == 0)
            request.Headers.TryAddWithoutValidation("Accept", random.Next(2) == 0 ? "text/csv" : random.Next(2) == 0 ? "application/x-ndjson" : "text/html;q=0.1, */*;q=x");
        if (method != "GET" && random.Next(10) > 0)
            request.Content = new StringContent(Body(body), Encoding.UTF8, random.Next(30) == 0 ? "text/plain" : "application/json");
        return request;
    }

    private string Body(string[] names)
    {
        if (random.Next(10) == 0)
            return Text();
        var body = new JsonObject();
        foreach (var name in names.Where(_ => random.Next(2) == 0))
            body[name] = Value(depth: 0);
        if (random.Next(20) == 0)
            body[Text()] = Value(depth: 0);
        var text = body.ToJsonString();
        return random.Next(20) == 0 ? text[..random.Next(text.Length)] : text;
    }

    private JsonNode? Value(int depth) => random.Next(depth > 2 ? 5 : 8) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64() * (random.Next(2) * 2 - 1),
        3 => random.Next(-2, 2000),
        4 or 5 => Text(),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth + 1))]),
        _ => new JsonObject { [Text()] = Value(depth + 1) },
    };

    private string Text() => random.Next(200) == 0 ? string.Concat(Enumerable.Repeat(Texts[random.Next(Texts.Length)], 500)) : Texts[random.Next(Texts.Length)];

    private static IEnumerable<(string Method, string Path, string[] Query, string[] Body)> Operations(JsonElement document)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                string[] query = operation.Value.TryGetProperty("parameters", out var parameters)
                    ? [.. parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)]
                    : [];
                yield return (operation.Name.ToUpperInvariant(), path.Name, query, [.. Properties(document, operation.Value)]);
            }
        }
    }

    private static IEnumerable<string> Properties(JsonElement document, JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body))
            return [];
        var schema = body.GetProperty("content").GetProperty("application/json").GetProperty("schema");
        while (schema.TryGetProperty("oneOf", out var either))
            schema = either.EnumerateArray().Last();
        if (schema.TryGetProperty("$ref", out var reference))
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        return schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(property => property.Name) : [];
    }
}
