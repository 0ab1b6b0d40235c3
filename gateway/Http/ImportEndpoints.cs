using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Orleans.Tx.Gateway.Limits;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Order files into the store: jobs that whoever reads the file feeds.</summary>
internal static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/imports", (ImportMethods imports, string? source) => imports.List(source));
        api.MapPost("/imports", (ImportMethods imports, string? source, [FromBody] ImportRequest request) => imports.Open(source, request));
        api.MapGet("/imports/{id}", (ImportMethods imports, string id, string? source) => imports.Get(source, Number(id)));
        api.MapPost("/imports/{id}/replace", (ImportMethods imports, string id, string? source) => imports.Replace(source, Number(id)));
        api.MapPost("/imports/{id}/rows", (ImportMethods imports, string id, string? source, [FromBody] ImportChunk rows) =>
            imports.Store(source, Number(id), rows))
            .WithMetadata(new RequestBytes(GatewayLimits.ImportRows));
        api.MapPost("/imports/{id}/finish", (ImportMethods imports, string id, string? source) => imports.Finish(source, Number(id)));
        api.MapPost("/imports/{id}/cancel", (ImportMethods imports, string id, string? source) => imports.Cancel(source, Number(id)));
    }

    private static int Number(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new TxException(TxError.NotFound, $"id: '{id}' is no import: they have numbers, from 1");
}
