using System.Diagnostics;
using System.Globalization;
using System.Text;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;

namespace Orleans.Tx.Console.Tests.Screens;

/// <summary>Runs a program on a terminal of its own, which util-linux's <c>script</c> makes, and keeps what that terminal shows.</summary>
internal sealed class PseudoTerminal : IAsyncDisposable
{
    private const string Maker = "/usr/bin/script";
    private const string DeviceSign = "tty:";

    private readonly Process _process;
    private readonly Screen _screen;
    private readonly StringBuilder _written = new();
    private readonly Task _read;
    private string? _device;

    private PseudoTerminal(Process process, Screen screen)
    {
        (_process, _screen) = (process, screen);
        _read = Read();
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>All that the program wrote, as it came.</summary>
    public string Written => Locked(() => _written.ToString());

    /// <summary>Looks at the screen, which meanwhile stands still.</summary>
    public T See<T>(Func<Screen, T> look) => Locked(() => look(_screen));

    public string Shown => See(screen => screen.Shown);

    /// <param name="folder">The working directory.</param>
    /// <param name="environment">Variables beside those of a usual terminal; an empty one is not set.</param>
    /// <param name="command">A command line for <c>sh</c>; <c>tx</c> is the program.</param>
    public static PseudoTerminal Run(string folder, string command, int width = 80, int height = 30, IReadOnlyDictionary<string, string>? environment = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Maker), $"{Maker} is not there: util-linux (Debian: bsdutils) has it");
        var script = string.Create(CultureInfo.InvariantCulture, $"stty cols {width} rows {height}; printf '{DeviceSign}%s\\n' \"$(tty)\"; {command}");
        var start = new ProcessStartInfo(Maker, ["-qefc", script, "/dev/null"])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = new UTF8Encoding(false),
        };
        foreach (var name in (string[])["COLUMNS", "LINES", "NO_COLOR", "LC_ALL", "LC_CTYPE", "TMUX"])
            start.Environment.Remove(name);
        start.Environment["SHELL"] = "/bin/sh";
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["COLORTERM"] = "truecolor";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}:{start.Environment["PATH"]}";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new PseudoTerminal(Process.Start(start)!, new Screen(width, height));
    }

    /// <summary>Types; <c>\u0003</c> is Ctrl-C.</summary>
    public async Task Type(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Makes the window another size; the program is told as by a window that is dragged.</summary>
    public async Task Resize(int width, int height)
    {
        Locked(() =>
        {
            _screen.Resize(width, height);
            return 0;
        });
        using var stty = Process.Start("stty", ["-F", _device!, "cols", Text(width), "rows", Text(height)]);
        await stty.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, stty.ExitCode);
    }

    /// <summary>Waits until the screen shows something.</summary>
    public Task Until(Func<Screen, bool> holds, string what) => Eventually.Holds(
        () =>
        {
            Assert.False(_read.IsFaulted, $"{what}: {_read.Exception?.GetBaseException().Message}: {Shown}");
            Assert.False(HasEnded && !See(holds), $"the program ended before {what}: {Shown}");
            return See(holds);
        },
        what);

    /// <summary>Waits for the end of the command line.</summary>
    public async Task<ExitStatus> End()
    {
        await Eventually.Ends(_process.WaitForExitAsync, "the program ends");
        await _read;
        return (ExitStatus)_process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasEnded)
        {
            // With its terminal the program goes too.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private T Locked<T>(Func<T> look)
    {
        lock (_written)
            return look();
    }

    private async Task Read()
    {
        var buffer = new char[4096];
        while (await _process.StandardOutput.ReadAsync(buffer) is > 0 and var count)
        {
            Locked(() =>
            {
                Take(new string(buffer, 0, count));
                return 0;
            });
        }
    }

    // The first line tells which terminal it is, and is none of the program's.
    private void Take(string text)
    {
        _written.Append(text);
        if (_device is not null)
        {
            _screen.Write(text);
            return;
        }

        var written = _written.ToString();
        if (written.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end && written.StartsWith(DeviceSign, StringComparison.Ordinal))
        {
            _device = written[DeviceSign.Length..end].Trim();
            _written.Clear().Append(written[(end + 1)..]);
            _screen.Write(written[(end + 1)..]);
        }
    }
}
