using System.Diagnostics;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Console.Tests.Running;

/// <summary>Runs the program that was built, as a process of its own.</summary>
internal static class TxProcess
{
    public static async Task<ConsoleResult> Run(params string[] args)
    {
        using var process = Start(args);
        process.StandardInput.Close();
        return await End(process);
    }

    public static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "tx"), args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    public static async Task<ConsoleResult> End(Process process)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new ConsoleResult((ExitStatus)process.ExitCode, await output, await error);
    }
}
