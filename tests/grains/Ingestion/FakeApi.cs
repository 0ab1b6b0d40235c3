using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Tests.Ingestion;

internal sealed class FakeApi(World world) : ISourceApi
{
    public Task<PageAnswer> Fetch(string source, Week week, long page, CancellationToken cancellationToken) =>
        world.Get(source).Api.Fetch(week, page, cancellationToken);
}
