using System.Globalization;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>Records of the week, as servers of tests give them out.</summary>
internal static class Shelf
{
    public static string Records(int from, int count, int of) => string.Join(",", Enumerable.Range(from, Math.Clamp(of - from, 0, count)).Select(
        place => PageJson.Record(id: string.Create(CultureInfo.InvariantCulture, $"\"r{place}\""))));

    public static IEnumerable<string> Ids(int of) => Enumerable.Range(0, of).Select(place => string.Create(CultureInfo.InvariantCulture, $"r{place}"));
}
