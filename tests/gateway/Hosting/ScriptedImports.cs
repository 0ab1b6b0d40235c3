using System.Collections.Immutable;
using System.Globalization;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>A grain of imports that the gateway asks.</summary>
internal sealed class ScriptedImports(ScriptedService service, string key) : IImportGrain
{
    private ImportStatus Import => new(
        key, 7,
        new ImportFile("a.csv", "00", "as usual", 12, 10, ImmutableSortedDictionary<string, long>.Empty.Add("bad-date", 1), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
        false, ImportState.Storing, 4, 3, 0, 0, 0, 0, 0, null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0);

    public Task<ImportList> Open(ImportRequest request)
    {
        service.Asked.Add($"{key}: open {request.Files[0].Name} {request.Files[0].Rows} {request.Overlap}");
        return List();
    }

    public Task<ImportStatus> Replace(int number) => Step("replace", number);

    public Task<ImportStatus> Store(int number, ImportChunk chunk)
    {
        var rows = chunk.Customers.Zip(chunk.Amounts, (customer, amount) => string.Create(CultureInfo.InvariantCulture, $"{customer} {amount}"));
        service.Asked.Add($"{key}: store {number} {chunk.After}..{chunk.To} {string.Join(',', rows)}");
        return service.Answer(typeof(IImportGrain), Import);
    }

    public Task<ImportStatus> Finish(int number) => Step("finish", number);

    public Task<ImportStatus> Cancel(int number) => Step("cancel", number);

    public Task<ImportStatus> Status(int number) => service.Answer(typeof(IImportGrain), Import with { Id = number });

    public Task<ImportList> List() =>
        service.Answer(typeof(IImportGrain), new ImportList(key, [Import], new ProjectionStatus(key, 1, 41, 42, null)));

    private Task<ImportStatus> Step(string step, int number)
    {
        service.Asked.Add($"{key}: {step} {number}");
        return service.Answer(typeof(IImportGrain), Import);
    }
}
