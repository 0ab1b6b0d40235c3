using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Client.Running;

/// <summary>The help of a command, followed by its examples.</summary>
internal sealed class HelpWithExamples(Terminal terminal) : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new() { MaxWidth = Math.Clamp(terminal.Width, 60, 140) };

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parse)
    {
        _help.Invoke(parse);
        foreach (var (index, example) in Examples(parse.CommandResult.Command).Index())
            terminal.Out.WriteLine(index == 0 ? $"Examples:\n  {example}" : $"  {example}");
        return (int)ExitStatus.Done;
    }

    private static IReadOnlyList<string> Examples(Command command) => command switch
    {
        TxCommand own => own.Examples,
        RootCommand => ["tx revenue orders.csv", "tx revenue --help"],
        _ => [],
    };
}
