using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Client.Running;

/// <summary>Tells what went wrong: the program's name and a sentence, on one line in a pipe, in lines that fit where a person reads it.</summary>
internal static class FailureText
{
    private const string Name = "tx:";

    public static void Write(string sentence, Terminal terminal)
    {
        var lines = terminal.ErrorIsTerminal ? TextWidth.Wrap($"{Name} {sentence}", terminal.Size.Width, indent: Name.Length + 1) : [$"{Name} {sentence}"];
        terminal.DrawAside(lines.Select((line, index) => index == 0 ? new StyledLine(new TextRun(Name, Ink.Bad), line[Name.Length..]) : new StyledLine(line)));
    }
}
