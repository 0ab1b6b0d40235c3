using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Queries;

/// <summary>One table of an answer.</summary>
internal static class RevenueTables
{
    public static RevenueAnswer Of(this RevenueTable table, RevenueAnswer answer) => answer with
    {
        Currencies = [.. answer.Currencies.Select(block => table == RevenueTable.Months ? block with { Cohorts = null } : block with { Months = null })],
    };
}
