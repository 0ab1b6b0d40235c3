using System.Globalization;

namespace Orleans.Tx.Client.Bench;

/// <summary>A made-up log of orders over some years, the same for the same seed: each customer five times on average.</summary>
internal static class BenchFile
{
    public const int RowsPerCustomer = 5;
    private const int Years = 3;
    private const int SecondsAYear = 365 * 86_400;
    private static readonly DateTime Start = new(2018, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The weeks that its orders lie in, by their Mondays.</summary>
    public static IEnumerable<DateOnly> Mondays => Enumerable.Range(0, Years * 53).Select(week => DateOnly.FromDateTime(Start).AddDays(7 * week));

    public static IEnumerable<BenchOrder> Orders(int rows, int seed, int years = Years)
    {
        var random = new Random(seed);
        for (var row = 0; row < rows; row++)
        {
            var customer = random.Next(1 + rows / RowsPerCustomer) + 1;
            var cents = random.Next(15_000);
            yield return new BenchOrder(row, customer, cents, Start.AddSeconds(random.Next(years * SecondsAYear)));
        }
    }

    /// <summary>Writes the log as people have it.</summary>
    public static void Write(string path, int rows, int seed, CancellationToken cancellation, int years = Years)
    {
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine("order_id,customer_id,amount,created_at");
        foreach (var order in Orders(rows, seed, years))
        {
            cancellation.ThrowIfCancellationRequested();
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{10_000_000 + order.Number},{order.Customer},{order.Cents / 100}.{order.Cents % 100:D2},{order.At:yyyy-MM-dd HH:mm:ss}"));
        }
    }

    /// <summary>Writes the log as PostgreSQL's COPY takes it: id, customer, time, amount and the week's Monday.</summary>
    public static void WriteForCopy(string path, int rows, int seed, CancellationToken cancellation)
    {
        using var file = new StreamWriter(path) { NewLine = "\n" };
        foreach (var order in Orders(rows, seed))
        {
            cancellation.ThrowIfCancellationRequested();
            var monday = order.At.Date.AddDays(-(((int)order.At.DayOfWeek + 6) % 7));
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"1-{order.Number}\t{order.Customer}\t{order.At:yyyy-MM-dd HH:mm:ss}+00\t{order.Cents / 100}.{order.Cents % 100:D2}\t{monday:yyyy-MM-dd}"));
        }
    }
}
