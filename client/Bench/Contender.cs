using System.ComponentModel;
using System.Diagnostics;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Bench;

/// <summary>A program that answers the question, run as a process of its own.</summary>
/// <param name="Name">What rows call it.</param>
internal sealed record Contender(string Name, string Program, IReadOnlyList<string> Arguments, string? Folder = null)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether the program is there and does its work.</summary>
    public async Task<bool> CanRun(TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await Run(time, cancellation);
            return true;
        }
        catch (Exception e) when (e is WorkException or Win32Exception)
        {
            return false;
        }
    }

    /// <exception cref="WorkException">It failed; the message has what it said.</exception>
    public async Task<Measurement> Run(TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(Program, Arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder ?? "",
        })!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            var peak = await Peak(process, time, cancellation);
            var elapsed = time.GetElapsedTime(started);
            return process.ExitCode == 0
                ? new Measurement(elapsed, peak, await output)
                : throw new WorkException($"{Name} ended with status {process.ExitCode}: {(await error).Trim()}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<long> Peak(Process process, TimeProvider time, CancellationToken cancellation)
    {
        var peak = 0L;
        var exit = process.WaitForExitAsync(cancellation);
        while (!exit.IsCompleted)
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
            await Task.WhenAny(exit, Task.Delay(LookInterval, time, cancellation));
        }

        await exit;
        return peak;
    }
}
