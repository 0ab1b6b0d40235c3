using System.Text.Json;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Queries;

/// <summary>
/// How final a stream of rows is, in a header of the answer: rows alone stand in its body. It is the same JSON as elsewhere, with the
/// first weeks only where many are not complete.
/// </summary>
public static class CoverageHeader
{
    public const string Name = "Tx-Coverage";

    private const int MostWeeks = 20;

    internal static void Write(HttpResponse response, Coverage coverage) =>
        response.Headers[Name] = JsonSerializer.Serialize(coverage with { Weeks = [.. coverage.Weeks.Take(MostWeeks)] }, TxJson.Compact);

    /// <summary>Null where the answer has none.</summary>
    public static Coverage? Read(System.Net.Http.Headers.HttpResponseHeaders headers) =>
        headers.TryGetValues(Name, out var values) ? JsonSerializer.Deserialize<Coverage>(values.First(), TxJson.Compact) : null;
}
