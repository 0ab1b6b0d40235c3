using System.CommandLine;
using System.CommandLine.Invocation;
using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Client.Running;

/// <summary>Shows the help of a command, its examples with it.</summary>
internal sealed class HelpWithExamples(Terminal terminal) : SynchronousCommandLineAction
{
    // Wider lines are hard to read.
    private const int Widest = 100;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parse)
    {
        terminal.Draw(new HelpText(parse.CommandResult.Command, Math.Min(terminal.Width, Widest)).Lines());
        return (int)ExitStatus.Done;
    }
}
