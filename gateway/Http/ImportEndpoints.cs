using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Order files into the store: jobs that whoever reads the file feeds.</summary>
internal static class ImportEndpoints
{
    private const string UsualSource = "orders";

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/imports", async (IGrainFactory grains, string? source) => await Grain(grains, source).List());
        api.MapPost("/imports", async (IGrainFactory grains, string? source, [FromBody] ImportRequest request) => await Grain(grains, source).Open(request));
        api.MapGet("/imports/{id}", async (IGrainFactory grains, string id, string? source) => await Grain(grains, source).Status(Number(id)));
        api.MapPost("/imports/{id}/replace", async (IGrainFactory grains, string id, string? source) => await Grain(grains, source).Replace(Number(id)));
        api.MapPost("/imports/{id}/rows", async (IGrainFactory grains, string id, string? source, [FromBody] ImportChunk rows) =>
            await Grain(grains, source).Store(Number(id), rows));
        api.MapPost("/imports/{id}/finish", async (IGrainFactory grains, string id, string? source) => await Grain(grains, source).Finish(Number(id)));
        api.MapPost("/imports/{id}/cancel", async (IGrainFactory grains, string id, string? source) => await Grain(grains, source).Cancel(Number(id)));
    }

    // A source of order files need not be there before its first.
    private static IImportGrain Grain(IGrainFactory grains, string? source) => grains.GetGrain<IImportGrain>(source ?? UsualSource);

    private static int Number(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new TxException(TxError.NotFound, $"id: '{id}' is no import: they have numbers, from 1");
}
