using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Silo.Tests.Imports;

/// <summary>An order of a file.</summary>
internal sealed record FileOrder(string Id, string Customer, int Day, int Cents)
{
    public DateTime At => new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc).AddDays(Day);

    public long Microseconds => (At - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}

/// <summary>A file as its reader describes it: a row in each line from the second on.</summary>
internal sealed record OrderFile(string Name, FileOrder[] Orders, string Options = "as usual")
{
    public ImportFile Description => new(
        Name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [Name, .. Orders.Select(order => order.ToString())])))), Options,
        Orders.Length + 2, Orders.Length, ImmutableSortedDictionary<string, long>.Empty,
        Orders.Length == 0 ? null : Orders.Min(order => order.At), Orders.Length == 0 ? null : Orders.Max(order => order.At));

    /// <summary>The rows after a line, at most so many.</summary>
    public ImportChunk Chunk(long after, int rows, bool keyed)
    {
        var orders = Orders.Index().Where(order => order.Index + 2 > after).Take(rows).ToList();
        long to = orders.Count < rows ? Orders.Length + 2 : orders[^1].Index + 2;
        return new ImportChunk(
            after, to, [.. orders.Select(order => (long)order.Index + 2)], [.. orders.Select(order => order.Item.Customer)],
            [.. orders.Select(order => order.Item.Microseconds)], [.. orders.Select(order => order.Item.Cents / 100m)],
            [.. orders.Select(_ => (string?)"EUR")], keyed ? [.. orders.Select(order => order.Item.Id)] : null);
    }
}
