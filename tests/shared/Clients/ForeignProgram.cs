using System.Diagnostics;

namespace Orleans.Tx.Testing;

/// <summary>Runs a program that nobody here wrote.</summary>
internal static class ForeignProgram
{
    /// <summary>What it said, and whether it ended well; null where there is no such program.</summary>
    public static async Task<(bool IsGood, string Said)?> Run(
        string program, string[] arguments, (string Name, string Value)[] environment, string? folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Begin(start);
        if (process is null)
            return null;
        try
        {
            var said = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode == 0, string.Concat(said).Trim());
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process? Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception missing) when (missing.NativeErrorCode == 2)
        {
            return null;
        }
    }
}
