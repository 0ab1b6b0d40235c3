using System.Globalization;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>Has pg_restore put a dump into a database.</summary>
internal sealed class DumpReading(ClientProgram program, string connectionString, string dump, IProgress<string>? steps)
{
    private const int MostJobs = 4;
    private const string OwnName = "pg_restore: ";

    /// <param name="atOnce">All of it is one transaction; else several sessions work side by side.</param>
    /// <exception cref="StoreException">pg_restore failed (exit status 1).</exception>
    public async Task RunAsync(bool atOnce, CancellationToken cancellationToken)
    {
        var variables = ConnectionVariables.Of(connectionString);
        // Only what is ours, whatever else the database held, extensions of its own among it.
        string[] arguments =
        [
            $"--dbname={variables["PGDATABASE"]}", "--exit-on-error", "--no-owner", "--no-privileges", "--no-password",
            "--schema=tx", "--schema=public", "--verbose", atOnce ? "--single-transaction" : Jobs(), dump,
        ];
        using var process = ExternalProgram.Start(program.Start(variables, arguments));
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var complaint = await FirstComplaint(process.StandardError, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw StoreException.Failed($"The backup can't be restored: {complaint ?? $"{program.Path} ended with exit status {process.ExitCode}: {await output}"}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string Jobs() => string.Create(CultureInfo.InvariantCulture, $"--jobs={Math.Clamp(Environment.ProcessorCount, 1, MostJobs)}");

    private async Task<string?> FirstComplaint(StreamReader said, CancellationToken cancellationToken)
    {
        string? complaint = null;
        while (await said.ReadLineAsync(cancellationToken) is { } line)
        {
            var words = line.StartsWith(OwnName, StringComparison.Ordinal) ? line[OwnName.Length..] : line;
            if (words.Contains("error:", StringComparison.Ordinal) || words.Contains("FATAL:", StringComparison.Ordinal))
                complaint ??= words;
            steps?.Report($"restoring: {words}");
        }

        return complaint;
    }
}
