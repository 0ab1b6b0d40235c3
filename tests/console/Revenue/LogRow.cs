using System.Globalization;

namespace Orleans.Tx.Console.Tests.Revenue;

/// <summary>One row of a made-up log.</summary>
public sealed record LogRow(string Customer, DateTime At, decimal Amount, string Currency)
{
    public const string Header = "customer,created_at,amount,currency";

    public string Month => At.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public string Csv => string.Create(CultureInfo.InvariantCulture, $"{Customer},{At:yyyy-MM-ddTHH:mm:ss}Z,{Amount},{Currency}");
}
