using System.CommandLine;

namespace Orleans.Tx.Client.Running;

/// <summary>A command of the console: its options are added in the constructor, its work is <see cref="Run"/>.</summary>
internal abstract class TxCommand : Command
{
    /// <param name="examples">Command lines as one would type them; the help shows them.</param>
    protected TxCommand(string name, string description, params string[] examples) : base(name, description)
    {
        Examples = examples;
        SetAction(async (parse, cancellation) => (int)await Run(parse, cancellation));
    }

    public IReadOnlyList<string> Examples { get; }

    /// <summary>Where the list of commands has it.</summary>
    public CommandGroup Group { get; set; } = CommandGroup.Operate;

    /// <exception cref="UsageException">Exit status 2.</exception>
    /// <exception cref="WorkException">Exit status 1.</exception>
    protected abstract Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation);
}
