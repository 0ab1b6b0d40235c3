using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>
/// Takes what pg_dump writes into a file. It comes through a pipe, which ends with this process however that ends: no dump goes on
/// being written that nobody waits for.
/// </summary>
internal static class DumpStream
{
    private const int Block = 1 << 18;

    /// <param name="steps">Takes how far it is.</param>
    /// <exception cref="StoreException">pg_dump failed (exit status 1).</exception>
    public static async Task<BackedUpFile> WriteAsync(ProcessStartInfo start, string path, IProgress<string>? steps, CancellationToken cancellationToken)
    {
        using var process = ExternalProgram.Start(start);
        process.StandardInput.Close();
        var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var written = await CopyAsync(process.StandardOutput.BaseStream, path, steps, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var result = new ProgramResult(process.ExitCode, "", await said);
            return result.Succeeded ? written : throw StoreException.Failed($"The store can't be read: {result.Reason}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<BackedUpFile> CopyAsync(Stream dump, string path, IProgress<string>? steps, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = UnixFiles.CreateSecret(path);
        var block = new byte[Block];
        var bytes = 0L;
        while (await dump.ReadAsync(block, cancellationToken) is > 0 and var read)
        {
            hash.AppendData(block, 0, read);
            await file.WriteAsync(block.AsMemory(0, read), cancellationToken);
            bytes += read;
            steps?.Report(string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000} MB written"));
        }

        file.Flush(flushToDisk: true);
        return new BackedUpFile(Path.GetFileName(path), bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
