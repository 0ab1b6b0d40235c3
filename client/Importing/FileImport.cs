using System.Security.Cryptography;
using System.Threading.Channels;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Client.Importing;

/// <summary>Brings what is left of files into the store. What is stored stays: whoever does the same again goes on from there.</summary>
internal sealed class FileImport(TxServer server, ImportInput input, ImportReading reading, ImportProgress progress, TimeProvider time)
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    /// <param name="path">The file that the import is of.</param>
    /// <exception cref="WorkException">The file was changed since it was read first, or the service is gone.</exception>
    public async Task<ImportStatus> Run(ImportStatus import, string path, CancellationToken cancellation)
    {
        while (import.State == ImportState.Replacing)
        {
            progress.Show(import);
            import = await UntilAnswered(() => server.Replace(import, cancellation), cancellation);
        }

        if (import.State == ImportState.Storing && import.Line < import.File.Lines)
            import = await Store(import, path, cancellation);
        return import;
    }

    /// <summary>Ends an import that has all its rows, and has them counted.</summary>
    public Task<ImportStatus> Finish(ImportStatus import, CancellationToken cancellation) =>
        UntilAnswered(() => server.Finish(import, cancellation), cancellation);

    private async Task<ImportStatus> Store(ImportStatus import, string path, CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var chunks = Channel.CreateBounded<ImportChunk>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        var read = Read(import, path, chunks.Writer, both.Token);
        try
        {
            await foreach (var chunk in chunks.Reader.ReadAllAsync(both.Token))
            {
                import = await UntilAnswered(() => server.Store(import, chunk, cancellation), cancellation);
                progress.Show(import);
            }

            await read;
            return import;
        }
        finally
        {
            await both.CancelAsync();
            await read.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task Read(ImportStatus import, string path, ChannelWriter<ImportChunk> chunks, CancellationToken cancellation)
    {
        try
        {
            using var file = await input.Open(path, cancellation);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var (turns, builder) = (new BlockTurns(), new ChunkBuilder(import.Line, import.Keyed, reading.Currencies, chunks));
            // What can't be read was counted and told before.
            await reading.Log(() => new RowSink(turns, builder), new BadRows(BadRowHandling.Skip), progress).Read(file, hash, cancellation);
            if (Convert.ToHexStringLower(hash.GetHashAndReset()) != import.File.Sha256)
                throw new WorkException($"{import.File.Name} was changed while it was imported: import what it is now with --replace");
            await builder.End(import.File.Lines, cancellation);
            chunks.Complete();
        }
        catch (Exception failure)
        {
            chunks.Complete(failure);
            throw;
        }
    }

    // The service waits for its store and goes on; so does this. A step that was made already changes nothing.
    private async Task<ImportStatus> UntilAnswered(Func<Task<ImportStatus>> step, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await step();
            }
            catch (ServiceAwayException away)
            {
                progress.Trouble(away.Message);
                await Task.Delay(AgainAfter, time, cancellation);
            }
        }
    }
}
