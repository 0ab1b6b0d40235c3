using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Source;
using Orleans.Tx.Silo.Source.Tokens;

namespace Orleans.Tx.Silo.Tests.Source;

public sealed class AddSourcesTests
{
    [Fact]
    public async Task Added_sources_are_catalogued_and_fetched()
    {
        await using var server = new ApiServer(HttpAnswer.Page());
        var added = new ServiceCollection().AddLogging().AddSources(TestSource.Options(server.Url))
            .AddSingleton<IRefreshTokens>(new KeptTokens());
        await using var services = added.BuildServiceProvider(validateScopes: true);
        Assert.Equal(["acme"], services.GetRequiredService<ISourceCatalog>().Names);
        var api = services.GetRequiredService<ISourceApi>();
        var answer = await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken);
        Assert.IsType<PageAnswer.Fetched>(answer);
    }
}
