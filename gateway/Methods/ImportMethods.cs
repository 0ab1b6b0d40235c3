using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Gateway.Methods;

/// <summary>Order files into the store, whichever way their rows come.</summary>
internal sealed class ImportMethods(IGrainFactory grains)
{
    private const string UsualSource = "orders";

    public Task<ImportList> List(string? source) => Imports(source).List();

    public Task<ImportList> Open(string? source, ImportRequest request) => Imports(source).Open(request);

    public Task<ImportStatus> Get(string? source, int id) => Imports(source).Status(id);

    public Task<ImportStatus> Replace(string? source, int id) => Imports(source).Replace(id);

    public Task<ImportStatus> Store(string? source, int id, ImportChunk rows) => Imports(source).Store(id, rows);

    public Task<ImportStatus> Finish(string? source, int id) => Imports(source).Finish(id);

    public Task<ImportStatus> Cancel(string? source, int id) => Imports(source).Cancel(id);

    // A source of order files need not be there before its first.
    private IImportGrain Imports(string? source) => source is not null && string.IsNullOrWhiteSpace(source)
        ? throw new TxException(TxError.Invalid, $"source: '{source}' is no name; allowed: 1 to 40 of a-z, 0-9 and -")
        : grains.GetGrain<IImportGrain>(source ?? UsualSource);
}
