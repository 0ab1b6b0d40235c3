using Orleans.Tx.Client.Orders;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Importing;

/// <summary>The files of a command, each of which can be read more than once.</summary>
internal sealed class ImportInput : IDisposable
{
    private readonly SpooledInput? _spooled;

    private ImportInput(string[] paths, SpooledInput? spooled) => (Paths, _spooled) = (paths, spooled);

    public string[] Paths { get; }

    /// <exception cref="UsageException">Standard input is named twice.</exception>
    public static async Task<ImportInput> Of(string[] paths, Stream standardInput, CancellationToken cancellation)
    {
        if (paths.Count(path => path == OrderFile.StandardInput) > 1)
            throw new UsageException("FILE - is given more than once: standard input can be read only once");
        return new ImportInput(paths, paths.Contains(OrderFile.StandardInput) ? await SpooledInput.Of(standardInput, cancellation) : null);
    }

    /// <exception cref="UsageException">There is no such file, it may not be read, or it is none of text.</exception>
    public Task<OrderFile> Open(string path, CancellationToken cancellation) => OrderFile.Open(path, _spooled?.Read() ?? Stream.Null, cancellation);

    public void Dispose() => _spooled?.Dispose();
}
