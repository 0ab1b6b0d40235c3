using System.CommandLine;
using Orleans.Tx.Client.Jobs;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Client.Verification;

/// <summary><c>tx verify</c>: recomputes every aggregate from the log, and compares.</summary>
internal sealed class VerifyCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public VerifyCommand(Terminal terminal)
        : base("verify", "Recomputes every aggregate from the log and compares: 0 differences, or a list and exit status 1.", "tx verify", "tx verify --format json")
    {
        _terminal = terminal;
        Options.Add(_format);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        var ended = await new JobWatch(access.Server, "verification", "verification", _terminal).UntilDone<VerificationStatus>(choice.Source, cancellation);
        VerificationSheet.Write(ended, parse.GetValue(_format), _terminal);
        return ended.Differences == 0 ? ExitStatus.Done : ExitStatus.Failed;
    }
}
