using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Limits;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Queries;

/// <summary>A question as a JSON body: the parameters of the address, with room for thousands of customers.</summary>
/// <param name="Customer">Only these customers; null or absent for all.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record QueryBody(
    string? Source = null, string? From = null, string? To = null, ImmutableArray<string>? Customer = null, string? Currency = null, string? New = null,
    string? By = null, long? Limit = null, string? After = null)
{
    internal OrderFilter Filter => new(From, To, Customer, Currency);

    /// <param name="allowed">Which of the parameters the question takes.</param>
    /// <exception cref="TxException">The body is no such question.</exception>
    internal static async Task<QueryBody> Read(HttpRequest request, string? source, params string[] allowed)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = GatewayLimits.Question;
        QueryBody body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<QueryBody>(request.Body, TxJson.Compact, request.HttpContext.RequestAborted)
                ?? throw new TxException(TxError.Invalid, $"body: is null; write an object with some of: {string.Join(", ", allowed)}");
        }
        catch (JsonException e)
        {
            var place = e.Path is { Length: > 2 } path ? $"{path[2..]} of the body" : "body";
            throw new TxException(TxError.Invalid, $"{place}: {FirstSentence(e.Message)}; allowed is a JSON object with some of: source, {string.Join(", ", allowed)}");
        }

        body.RefuseAllBut(allowed);
        return source is null ? body : body with { Source = source };
    }

    private void RefuseAllBut(string[] allowed)
    {
        (string Name, bool IsGiven)[] others = [("new", New is not null), ("by", By is not null), ("limit", Limit is not null), ("after", After is not null)];
        foreach (var (name, _) in others.Where(other => other.IsGiven && !allowed.Contains(other.Name)))
            throw new TxException(TxError.Invalid, $"{name}: is no parameter here; allowed: source, {string.Join(", ", allowed)}");
        if (Customer is { IsDefault: false } ids && ids.Contains(null!))
            throw new TxException(TxError.Invalid, "customer: holds a null; write a list of ids");
    }

    private static string FirstSentence(string message) => message.Split(". ")[0].Split(" Path:")[0].TrimEnd('.');
}
