using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Silo.Source.Tokens;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class RefreshTokenTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    [Fact]
    public async Task Last_token_is_kept_for_its_source_and_for_what_it_came_from()
    {
        var tokens = store.Services.GetRequiredService<IRefreshTokens>();
        Assert.Null(await tokens.Find("shop", "first", Cancelled));

        await tokens.Keep("shop", "first", "second", Cancelled);
        await tokens.Keep("shop", "first", "third", Cancelled);
        await tokens.Keep("other", "first", "fourth", Cancelled);

        Assert.Equal("third", await tokens.Find("shop", "first", Cancelled));
        Assert.Null(await tokens.Find("shop", "configured anew", Cancelled));
        await tokens.Keep("shop", "configured anew", "fifth", Cancelled);
        Assert.Null(await tokens.Find("shop", "first", Cancelled));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;
}
