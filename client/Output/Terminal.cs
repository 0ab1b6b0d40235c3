using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Orleans.Tx.Client.Output;

/// <summary>Where a command reads and writes, and what may be shown there: a pipe gets no colours and no progress, NO_COLOR is heeded.</summary>
internal sealed class Terminal : IDisposable
{
    private const int PipeWidth = 10_000;
    private readonly Lazy<IAnsiConsole> _screen;

    public Terminal(Stream input, TextWriter output, TextWriter error, TimeProvider time)
    {
        Input = input;
        Out = output;
        Error = error;
        Time = time;
        _screen = new Lazy<IAnsiConsole>(CreateScreen);
    }

    /// <summary>Standard input, as bytes.</summary>
    public Stream Input { get; }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public TimeProvider Time { get; }

    /// <summary>A person sees the output as it comes: numbers may be grouped, bars drawn, lines fitted to the width.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>A person sees the errors as they come: progress may be shown there.</summary>
    public bool ErrorIsTerminal { get; init; }

    public bool Colours { get; init; }

    /// <summary>Columns of text; for a pipe as many as anything needs.</summary>
    public int Width { get; init; } = PipeWidth;

    /// <summary>The output for tables and marked-up text.</summary>
    public IAnsiConsole Screen => _screen.Value;

    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = !Console.IsOutputRedirected;
        var dumb = Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        return new Terminal(
            Console.OpenStandardInput(),
            new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = output },
            // The store tells of its server's troubles whenever they come.
            TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true }),
            TimeProvider.System)
        {
            OutputIsTerminal = output,
            ErrorIsTerminal = !Console.IsErrorRedirected && !dumb,
            Colours = output && !dumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Width = output ? ScreenWidth() : PipeWidth,
        };
    }

    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
        Input.Dispose();
    }

    private static int ScreenWidth()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var columns) && columns > 0)
            return columns;
        return Console.WindowWidth is > 0 and var width ? width : 80;
    }

    private IAnsiConsole CreateScreen()
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = Colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Out),
        });
        screen.Profile.Width = Width;
        screen.Profile.Capabilities.Unicode = true;
        return screen;
    }
}
