using System.Diagnostics;
using System.Globalization;
using System.Text;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>The program as a process whose output is read while it runs.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Task _read;

    private RunningProgram(Process process)
    {
        _process = process;
        _process.StandardInput.Close();
        _read = Task.WhenAll(Read(process.StandardOutput, _output), Read(process.StandardError, _error));
    }

    public int Pid => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>What it has written to standard output up to now.</summary>
    public string Out => Text(_output);

    /// <summary>What it has written to standard error up to now.</summary>
    public string Error => Text(_error);

    public static RunningProgram Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return new RunningProgram(Process.Start(start)!);
    }

    /// <summary>Waits for a state of the world that this program brings about; that it ends before is a failure.</summary>
    public Task Until(Func<bool> holds, string what) => Eventually.Holds(
        () =>
        {
            Assert.False(HasEnded && !holds(), $"the program ended before {what}: {Out}{Error}");
            return holds();
        },
        what);

    /// <summary>Sends a signal by its name without SIG.</summary>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, Pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<ConsoleResult> End(TimeSpan? patience = null)
    {
        await Eventually.Ends(_process.WaitForExitAsync, "the program ends", patience);
        await _read;
        return new ConsoleResult((ExitStatus)_process.ExitCode, Out, Error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasEnded)
            await Kill();
        _process.Dispose();
    }

    private static string Text(StringBuilder written)
    {
        lock (written)
            return written.ToString();
    }

    private static async Task Read(StreamReader reader, StringBuilder written)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            lock (written)
                written.Append(buffer, 0, count);
        }
    }
}
