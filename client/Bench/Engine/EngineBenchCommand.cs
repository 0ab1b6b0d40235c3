using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Bench.Engine;

/// <summary><c>tx bench engine</c>: how many calls of grains the engine carries, whichever one this program was built with.</summary>
internal sealed class EngineBenchCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly Option<int> _calls = new("--calls") { Description = "How many calls a round has", HelpName = "N", DefaultValueFactory = _ => 500_000 };
    private readonly Option<bool> _yes = new("--yes") { Description = "Install PostgreSQL's server without asking, where it is missing" };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public EngineBenchCommand(Terminal terminal) : base("engine", "Calls of grains, and grains that come to life", "tx bench engine", "tx bench engine --calls 100000 --format json")
    {
        _terminal = terminal;
        foreach (var option in (Option[])[_calls, _yes, _format])
            Add(option);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var calls = parse.GetValue(_calls);
        if (calls < GrainCalls.Together)
            throw new UsageException($"--calls is at least {GrainCalls.Together}");

        await using var server = await BenchServer.Start(parse.GetValue(_yes), _terminal, cancellation);
        var grains = new GrainCalls(server.Service.Service<IGrainFactory>(), "engine", "tx", _terminal);
        List<BenchRow> figures = [await grains.OneAfterTheOther(calls / 5), await grains.AtOnce(calls), await grains.ComingToLife(calls / 100)];
        BenchRows.Write(figures, parse.GetValue(_format), _terminal);
        return ExitStatus.Done;
    }
}
