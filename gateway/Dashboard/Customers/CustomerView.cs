using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Dashboard.Customers;

/// <summary>What the page shows of the id that was asked for.</summary>
/// <param name="Found">Null where no id was given, or nobody has it.</param>
/// <param name="Unknown">Why there is nobody.</param>
public sealed record CustomerView(CustomerAnswer? Found, string? Unknown)
{
    internal static async Task<CustomerView> Of(IGrainFactory grains, string source, string? id)
    {
        if (id is null)
            return new CustomerView(null, null);
        try
        {
            return new CustomerView(await grains.GetGrain<IQueryGrain>(source).Customer(id), null);
        }
        catch (TxException unknown) when (unknown.Error == TxError.NotFound)
        {
            return new CustomerView(null, unknown.Message);
        }
    }
}
