using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Methods;

/// <summary>The questions to the store, whichever way they are asked.</summary>
internal sealed class QueryMethods(SourceChoice sources, IGrainFactory grains)
{
    public async Task<RevenueAnswer> Revenue(RevenueTable table, string? source, RevenueQuestion question, CancellationToken cancellationToken) =>
        table.Of(await grains.Revenue(await sources.Choose(source), question, cancellationToken));

    /// <exception cref="TxException">There is no id, or nobody has it.</exception>
    public async Task<CustomerAnswer> Customer(string? source, string? id)
    {
        var chosen = await sources.Choose(source);
        return string.IsNullOrEmpty(id)
            ? throw new TxException(TxError.Invalid, "id: is missing; write a customer's id")
            : await grains.GetGrain<IQueryGrain>(chosen).Customer(id);
    }
}
