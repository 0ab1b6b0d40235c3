using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Pulling;

/// <summary><c>tx weeks</c>: the state of each week.</summary>
internal sealed class WeeksCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public WeeksCommand(Terminal terminal) : base("weeks", "Shows the state of each week that was ever asked for.", "tx weeks", "tx weeks --format csv", "tx weeks log 2026-W40")
    {
        _terminal = terminal;
        Options.Add(_format);
        _server.AddTo(this);
        Add(new WeekLogCommand(terminal));
        foreach (var order in Enum.GetValues<WeekOrder>())
            Add(new WeekOrderCommand(order, terminal));
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        WeekSheet.Write(await access.Server.Weeks(choice.Source, cancellation), parse.GetValue(_format), _terminal);
        return ExitStatus.Done;
    }
}
