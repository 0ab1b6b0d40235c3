using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Client.Verification;

/// <summary><c>tx verify</c>: recomputes every aggregate from the log, and compares.</summary>
internal sealed class VerifyCommand : TxCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongSince = TimeSpan.FromSeconds(2);

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
        var ended = await UntilEnded(access.Server, await access.Server.Verify(choice.Source, cancellation), cancellation);
        if (ended.State != VerificationState.Done)
            throw new WorkException(ended.State == VerificationState.Cancelled ? "the verification was cancelled" : ended.Message ?? "the verification failed");

        VerificationSheet.Write(ended, parse.GetValue(_format), _terminal);
        return ended.Differences == 0 ? ExitStatus.Done : ExitStatus.Failed;
    }

    private async Task<VerificationStatus> UntilEnded(TxServer server, VerificationStatus status, CancellationToken cancellation)
    {
        var (started, told) = (_terminal.Time.GetTimestamp(), "");
        try
        {
            while (status.State == VerificationState.Running)
            {
                await Task.Delay(LookEvery, _terminal.Time, cancellation);
                status = await server.Verification(status.Source, status.Id, cancellation);
                if (status.Step == told || _terminal.Time.GetElapsedTime(started) < LongSince)
                    continue;
                told = status.Step;
                await _terminal.Error.WriteLineAsync(told);
            }

            return status;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await server.CancelVerification(status.Source, status.Id, CancellationToken.None);
            throw;
        }
    }
}
