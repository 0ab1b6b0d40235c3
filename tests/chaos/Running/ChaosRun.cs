using System.Globalization;

// The programs that a test starts and kills take the machine as it is: two such tests at once would only be slower.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Orleans.Tx.Chaos.Tests.Running;

/// <summary>
/// How much chaos there is, and by which seed. <c>TX_CHAOS=long</c> asks for the long form, <c>TX_CHAOS_SEED</c> for the chance of an
/// earlier run; what depends on the machine's own timing does not come again.
/// </summary>
internal sealed class ChaosRun
{
    /// <summary>The most that one test may take, in milliseconds: it only keeps one that hangs from hanging for ever.</summary>
    public const int Patience = 60 * 60 * 1000;

    private readonly string _test;

    private ChaosRun(string test, int seed) => (_test, Seed, Chance) = (test, seed, new Random(seed));

    public static bool IsLong => Environment.GetEnvironmentVariable("TX_CHAOS") == "long";

    public int Seed { get; }

    public Random Chance { get; }

    public static ChaosRun Begin(string test)
    {
        var given = Environment.GetEnvironmentVariable("TX_CHAOS_SEED");
        var run = new ChaosRun(test, given is { Length: > 0 }
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : (int)(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() & int.MaxValue));
        run.Tell($"TX_CHAOS_SEED={run.Seed}{(IsLong ? " TX_CHAOS=long" : "")}");
        return run;
    }

    /// <summary>Of two amounts the one of this form.</summary>
    public static int Either(int brief, int whole) => IsLong ? whole : brief;

    /// <summary>Says something to whoever watches, and to the report of a failure.</summary>
    public void Tell(string what)
    {
        System.Console.WriteLine($"  {_test}: {what}");
        TestContext.Current.TestOutputHelper?.WriteLine(what);
    }
}
