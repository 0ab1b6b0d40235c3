using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Completion;

/// <summary><c>tx completion bash|zsh</c>: the script that has a shell complete command lines.</summary>
internal sealed class CompletionCommand : TxCommand
{
    private const string Bash = "bash";
    private const string Zsh = "zsh";

    private readonly Terminal _terminal;
    private readonly Argument<string> _shell = new("SHELL") { Description = $"The shell: {Bash} or {Zsh}" };

    public CompletionCommand(Terminal terminal) : base(
        "completion", "Prints a script that has your shell complete commands, options, their values and file names.",
        "source <(tx completion bash)", "source <(tx completion zsh)")
    {
        _terminal = terminal;
        _shell.CompletionSources.Add(Bash, Zsh);
        Arguments.Add(_shell);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var commands = CompletedCommand.All(parse.RootCommandResult.Command).ToList();
        var script = parse.GetRequiredValue(_shell) switch
        {
            Bash => BashCompletion.Of(commands),
            Zsh => ZshCompletion.Of(commands),
            var other => throw new UsageException($"'{other}' is no shell that completion is made for; allowed: {Bash}, {Zsh}"),
        };
        await _terminal.Out.WriteAsync(script);
        return ExitStatus.Done;
    }
}
