using System.CommandLine;
using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Pulling;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;

namespace Orleans.Tx.Client.Planning;

/// <summary><c>tx plan</c>: what a pull will cost.</summary>
internal sealed class PlanCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly WeekRangeOptions _weeks = new();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public PlanCommand(Terminal terminal)
        : base("plan", "Tells what a pull will cost: requests, the least time, the expected finish. It sends one request for each week that is not complete.",
            "tx plan --from 2026-W40 --to 2026-W43", "tx plan --week 2026-W47 --format json")
    {
        _terminal = terminal;
        _weeks.AddTo(this);
        Options.Add(_format);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        var (from, to) = _weeks.Require(parse);
        await using var access = await ServerAccess.Open(choice, create: true, _terminal, cancellation, resume: false);
        var plan = await access.Server.Plan(choice.Source, from.ToString(), to.ToString(), cancellation);
        while (plan.Pending > 0)
        {
            await _terminal.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{plan.Weeks.Length - plan.Pending} of {plan.Weeks.Length} weeks are known; the others wait for permits"));
            plan = await access.Server.Plan(choice.Source, from.ToString(), to.ToString(), cancellation);
        }

        PlanSheet.Write(plan, parse.GetValue(_format), _terminal);
        return ExitStatus.Done;
    }
}
