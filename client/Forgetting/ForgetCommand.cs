using System.CommandLine;
using Orleans.Tx.Client.Jobs;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Forgetting;

namespace Orleans.Tx.Client.Forgetting;

/// <summary><c>tx forget CUSTOMER</c>: a person's transactions leave the store, and do not come back.</summary>
internal sealed class ForgetCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new("Forget without asking");
    private readonly Argument<string> _customer = new("CUSTOMER") { Description = "The customer's id, as the source writes it" };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public ForgetCommand(Terminal terminal)
        : base(
            "forget",
            "Removes a person's transactions through the log, so that every aggregate stays right; later ones are passed over. It can't be undone.",
            "tx forget c-1017", "tx forget c-1017 --source shop --yes --format json")
    {
        _terminal = terminal;
        Arguments.Add(_customer);
        Options.Add(_format);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        var where = choice.Source is { } source ? $" of {source}" : "";
        await _terminal.Confirm(choice.Yes, $"This customer{where} will be forgotten, which can't be undone. Go ahead?", cancellation);
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        var ended = await new JobWatch(access.Server, "forget", "forgetting", _terminal).UntilDone<ForgetStatus>(
            choice.Source, cancellation, new ForgetRequest(parse.GetValue(_customer)));
        ForgetSheet.Write(ended, parse.GetValue(_format), _terminal);
        return ExitStatus.Done;
    }
}
