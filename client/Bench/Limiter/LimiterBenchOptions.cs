using System.CommandLine;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>What is simulated, and for how long.</summary>
internal sealed class LimiterBenchOptions
{
    private readonly Option<string[]> _cases = new("--case")
    {
        Description = $"Only this trace; may be repeated. There are: {string.Join(", ", SimulationCase.All.Select(its => its.Name))}",
        HelpName = "NAME",
    };

    private readonly Option<int> _seeds = Whole("--seeds", "How many days, each by a seed of its own", 10);
    private readonly Option<int> _firstSeed = Whole("--first-seed", "The first seed; the others follow", 1);
    private readonly Option<int> _hours = Whole("--hours", "How long a day is", 24);
    private readonly Option<bool> _quick = new("--quick") { Description = "Two days of six hours, whatever --seeds and --hours say" };
    private readonly Option<int?> _inFlight = new("--in-flight")
    {
        Description = "The most requests under way at once (default: 8, on trace latency 32)",
        HelpName = "N",
    };

    public IEnumerable<Option> All => [_cases, _seeds, _firstSeed, _hours, _quick, _inFlight];

    public IReadOnlyList<SimulationCase> Cases(ParseResult parse)
    {
        var inFlight = parse.GetValue(_inFlight);
        if (inFlight is < 1 or > 64)
            throw new UsageException($"--in-flight is {inFlight}: 1 to 64 are allowed");

        var names = parse.GetValue(_cases) is { Length: > 0 } chosen ? chosen : [.. SimulationCase.All.Select(its => its.Name)];
        return [.. names.Distinct(StringComparer.Ordinal).Select(Named).Select(its => inFlight is { } most ? its with { InFlight = most } : its)];
    }

    public IReadOnlyList<SimulationDay> Days(ParseResult parse)
    {
        var quick = parse.GetValue(_quick);
        var seeds = quick ? 2 : Within(parse, _seeds, 1, 1000);
        var hours = quick ? 6 : Within(parse, _hours, 1, 240);
        return [.. Enumerable.Range(Within(parse, _firstSeed, 0, 1_000_000), seeds).Select(seed => new SimulationDay(seed, 3600.0 * hours))];
    }

    private static SimulationCase Named(string name) => SimulationCase.All.FirstOrDefault(its => its.Name == name)
        ?? throw new UsageException($"--case is '{name}'; there are: {string.Join(", ", SimulationCase.All.Select(its => its.Name))}");

    private static int Within(ParseResult parse, Option<int> option, int least, int most) => parse.GetValue(option) is var value && value >= least && value <= most
        ? value
        : throw new UsageException($"{option.Name} is {value}: {least} to {most} are allowed");

    private static Option<int> Whole(string name, string description, int usual) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
}
