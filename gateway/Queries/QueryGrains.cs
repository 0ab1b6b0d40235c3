using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Queries;

/// <summary>Which grain is asked.</summary>
internal static class QueryGrains
{
    extension(IGrainFactory grains)
    {
        /// <summary>One of its own for each stream, which ends with it: a stream stays where it began, however many there are.</summary>
        public IQueryGrain Streaming(string source) => grains.GetGrain<IQueryGrain>($"{source}/{Guid.NewGuid():N}");

        /// <summary>Months and cohorts: from the matrix that the revenue grain holds, where all orders are meant.</summary>
        public async Task<RevenueAnswer> Revenue(string source, RevenueQuestion question, CancellationToken cancellationToken)
        {
            if (question is { Filter: { From: null, To: null, Customers: null, Currency: null }, New: null or "first-month" })
                return await grains.GetGrain<IRevenueGrain>(source).Report(new RevenueQuery(null));
            await foreach (var answer in grains.GetGrain<IQueryGrain>(source).Revenue(question, cancellationToken))
                return answer;
            throw new InvalidOperationException("a question got no answer");
        }
    }
}
