using System.ComponentModel;
using System.Diagnostics;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>Runs a program to its end.</summary>
internal static class ExternalProgram
{
    private const string SystemFolders = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    /// <summary>The absolute path of a program of the system, or null where there is none.</summary>
    public static string? Find(string name) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:{SystemFolders}"
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(UnixFiles.IsExecutable);

    public static Task<ProgramResult> RunAsync(string file, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(new ProcessStartInfo(file, arguments), cancellationToken);

    /// <exception cref="StoreException">It can't be started at all (exit status 1).</exception>
    public static async Task<ProgramResult> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ProgramResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Starts it with all three streams redirected.</summary>
    /// <exception cref="StoreException">It can't be started (exit status 1).</exception>
    public static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        // what programs say is read here: it has to be in one language
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} gave no process.");
        }
        catch (Win32Exception e)
        {
            throw StoreException.Failed($"{start.FileName} can't be run: {e.Message}.", e);
        }
    }
}
