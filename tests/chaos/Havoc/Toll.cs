using System.Globalization;

namespace Orleans.Tx.Chaos.Tests.Havoc;

/// <summary>What was done to a program and its database, counted by kind.</summary>
internal sealed class Toll
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>How often the program was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>How often the database was.</summary>
    public int DatabaseKills { get; private set; }

    public void Killed(string when)
    {
        Kills++;
        Count($"program killed {when}");
    }

    public void DatabaseKilled(string what)
    {
        DatabaseKills++;
        Count(what);
    }

    public void Count(string what) => _counts[what] = _counts.GetValueOrDefault(what) + 1;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Kills} kills of the program, {DatabaseKills} of the database: {string.Join(", ", _counts.Select(count => $"{count.Key} {count.Value}"))}");
}
