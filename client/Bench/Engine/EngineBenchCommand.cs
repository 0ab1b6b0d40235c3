using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Bench.Engine;

/// <summary><c>tx bench engine</c>: how many calls of grains the engine carries, whichever one this program was built with.</summary>
internal sealed class EngineBenchCommand : TxCommand
{
    private const string Source = "bench";
    private const int Rounds = 5;
    private const int Together = 64;

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
        if (calls < Together)
            throw new UsageException($"--calls is at least {Together}");

        await using var server = await BenchServer.Start(parse.GetValue(_yes), _terminal, cancellation);
        var grains = server.Service.Service<IGrainFactory>();
        var (one, next) = (grains.GetGrain<IMonthGrain>($"{Source}/1999-12"), Together);
        List<BenchRow> figures =
        [
            await Measure("calls of one grain, one after the other", calls / 5, () => Call(one, calls / 5)),
            await Measure($"calls of {Together} grains at once", calls, () => Task.WhenAll(Enumerable.Range(0, Together).Select(grain => Call(Month(grain), calls / Together)))),
            await Measure("grains that come to life, each reading its row", calls / 100, () => Task.WhenAll(Enumerable.Range(0, calls / 100).Select(_ => Month(next++).Row()))),
        ];
        BenchRows.Write(figures, parse.GetValue(_format), _terminal);
        return ExitStatus.Done;

        // The first ones take the calls; those behind them are each called once.
        IMonthGrain Month(int number) => grains.GetGrain<IMonthGrain>($"{Source}/{2000 + number / 12:D4}-{number % 12 + 1:D2}");
    }

    private static async Task Call(IMonthGrain grain, int calls)
    {
        for (var call = 0; call < calls; call++)
            await grain.Row();
    }

    private async Task<BenchRow> Measure(string what, int calls, Func<Task> work)
    {
        await work();
        var figures = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var started = _terminal.Time.GetTimestamp();
            await work();
            figures.Add(calls / _terminal.Time.GetElapsedTime(started).TotalSeconds);
        }

        await _terminal.Error.WriteLineAsync($"{what}: {Digits.Grouped((long)BenchRows.Median(figures))} a second");
        return new BenchRow("engine", what, "tx", BenchRows.Median(figures), "/s", null, null);
    }
}
