using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Http;

/// <summary>The records that could not be read.</summary>
internal static class SetAsideEndpoints
{
    public static void MapRejects(this IEndpointRouteBuilder api)
    {
        api.MapGet("/rejects", (RejectMethods rejects, string? source, string? from, string? to, string? reason, string? limit, string? after) =>
            rejects.List(source, new SetAsideQuery(from, to, reason, after, Limit(limit))));

        // The id as it is written has slashes: each of its parts is one of the address.
        api.MapGet("/rejects/{week}/{run}/{page}/{place}", (RejectMethods rejects, string week, string run, string page, string place, string? source) =>
            rejects.Get(source, $"{week}/{run}/{page}/{place}"));
        api.MapPost("/rejects/retry", (RejectMethods rejects, string? source, [FromBody] SetAsideRetry? request) =>
            rejects.Retry(source, request ?? new SetAsideRetry()));
    }

    private static int Limit(string? text)
    {
        if (text is null)
            return new SetAsideQuery().Limit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw new TxException(TxError.Invalid, $"limit: '{text}' is no number; 1 to 1000 are allowed");
    }
}
