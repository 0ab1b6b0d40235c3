using System.Globalization;

namespace Orleans.Tx.Client.Bench;

/// <summary>A made-up log of orders over three years, the same for the same seed: each customer five times on average.</summary>
internal static class BenchFile
{
    private const int RowsPerCustomer = 5;
    private const int Seconds = 3 * 365 * 86_400;

    public static void Write(string path, int rows, int seed, CancellationToken cancellation)
    {
        var random = new Random(seed);
        var start = new DateTime(2018, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine("order_id,customer_id,amount,created_at");
        for (var row = 0; row < rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var customer = random.Next(1 + rows / RowsPerCustomer) + 1;
            var cents = random.Next(15_000);
            var at = start.AddSeconds(random.Next(Seconds));
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{10_000_000 + row},{customer},{cents / 100}.{cents % 100:D2},{at:yyyy-MM-dd HH:mm:ss}"));
        }
    }
}
