using System.Text;

namespace Orleans.Tx.Client.Output;

/// <summary>Where a command reads and writes, and what may be shown there: a pipe gets no colours and no progress, NO_COLOR is heeded.</summary>
internal sealed class Terminal : IDisposable
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    private readonly Func<TerminalSize>? _measure;

    public Terminal(Stream input, TextWriter output, TextWriter error, TimeProvider time, Func<TerminalSize>? measure = null)
    {
        Input = input;
        Out = output;
        Error = error;
        Time = time;
        _measure = measure;
    }

    /// <summary>Standard input, as bytes.</summary>
    public Stream Input { get; }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public TimeProvider Time { get; }

    /// <summary>A person sees the output as it comes: numbers may be grouped, bars drawn, lines fitted to the width.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>What was written to the output may be drawn over.</summary>
    public bool CanRedraw { get; init; }

    /// <summary>A person sees the errors as they come: progress may be shown there.</summary>
    public bool ErrorIsTerminal { get; init; }

    public bool Colours { get; init; }

    public bool ErrorColours { get; init; }

    public ColourDepth Depth { get; init; }

    public Glyphs Glyphs { get; init; } = Glyphs.Unicode;

    /// <summary>Columns of text of the output; for a pipe as many as anything needs.</summary>
    public int Width { get; init; } = TerminalSize.Unbounded.Width;

    /// <summary>How large the screen is at this moment, for what is drawn again and again.</summary>
    public TerminalSize Size => _measure?.Invoke() ?? TerminalSize.Unbounded with { Width = Width };

    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var (output, error) = (!Console.IsOutputRedirected, !Console.IsErrorRedirected);
        var kind = new TerminalKind(Environment.GetEnvironmentVariable);
        Func<TerminalSize>? measure = output || error ? () => Measured(output ? StandardOutput : StandardError, kind) : null;
        return new Terminal(
            Console.OpenStandardInput(),
            new StreamWriter(new DescriptorStream(StandardOutput), utf8) { AutoFlush = output },
            // The store tells of its server's troubles whenever they come.
            TextWriter.Synchronized(new StreamWriter(new DescriptorStream(StandardError), utf8) { AutoFlush = true }),
            TimeProvider.System,
            measure)
        {
            OutputIsTerminal = output,
            CanRedraw = output && !kind.IsDumb,
            ErrorIsTerminal = error && !kind.IsDumb,
            Colours = output && kind.Colours,
            ErrorColours = error && kind.Colours,
            Depth = kind.Depth,
            Glyphs = kind.Glyphs,
            Width = output ? measure!().Width : TerminalSize.Unbounded.Width,
        };
    }

    /// <summary>A terminal that looks like this one's output and is written to somewhere else, to be shown as a whole.</summary>
    public Terminal Onto(TextWriter writer, int width) => Sketch(writer, width, OutputIsTerminal, Colours);

    /// <summary>The same, looking like standard error.</summary>
    public Terminal OntoError(TextWriter writer, int width) => Sketch(writer, width, ErrorIsTerminal, ErrorColours);

    /// <summary>Writes lines in their styles.</summary>
    public void Draw(IEnumerable<StyledLine> lines) => Draw(Out, lines, Colours);

    /// <summary>The same on standard error.</summary>
    public void DrawAside(IEnumerable<StyledLine> lines) => Draw(Error, lines, ErrorColours);

    /// <summary>Writes a sentence, in lines of whole words where a person reads it.</summary>
    public void Say(string sentence) => Say(Out, sentence, OutputIsTerminal, Width);

    /// <summary>The same on standard error.</summary>
    public void SayAside(string sentence) => Say(Error, sentence, ErrorIsTerminal, Size.Width);

    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
        Input.Dispose();
    }

    private void Draw(TextWriter writer, IEnumerable<StyledLine> lines, bool colours)
    {
        foreach (var line in lines)
            writer.WriteLine(string.Concat(line.Runs.Select(run => colours && run is { Style: { } style, Text.Length: > 0 } ? style.Applied(run.Text, Depth) : run.Text)));
    }

    private static void Say(TextWriter writer, string sentence, bool wrapped, int width)
    {
        foreach (var line in wrapped ? TextWidth.Wrap(sentence, width) : [sentence])
            writer.WriteLine(line);
    }

    private Terminal Sketch(TextWriter writer, int width, bool isTerminal, bool colours) => new(Stream.Null, writer, writer, Time)
    {
        OutputIsTerminal = isTerminal,
        Colours = colours,
        Depth = Depth,
        Glyphs = Glyphs,
        Width = width,
    };

    private static TerminalSize Measured(int descriptor, TerminalKind kind)
    {
        var size = WindowSize.Of(descriptor);
        return kind.Columns is { } columns ? size with { Width = columns } : size;
    }
}
