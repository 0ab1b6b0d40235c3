using System.Net;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Tests.Http;

public sealed class SourceChoiceTests
{
    [Theory]
    [InlineData("a", "b,c", "", "a")]
    [InlineData("", "b", "", "b")]
    [InlineData("a,b", "", "b", "b")]
    [InlineData("a", "b", "b", "b")]
    public async Task Source_is_the_named_one_else_the_only_configured_else_the_only_stored(string configured, string stored, string named, string chosen)
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = Names(configured, stored);

        var status = await gateway.Json(named.Length == 0 ? "/v1/status" : $"/v1/status?source={named}");

        Assert.Equal(chosen, status.GetProperty("source").GetString());
    }

    [Theory]
    [InlineData("a,b", "c", "source: say which one is meant. There are: a, b, c")]
    [InlineData("", "c,d", "source: say which one is meant. There are: c, d")]
    [InlineData("", "", "source: none is configured and the store is empty; add one under Sources in tx.json")]
    public async Task Choice_that_is_not_clear_is_a_400_that_lists_the_sources(string configured, string stored, string detail)
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = Names(configured, stored);

        Assert.Equal(detail, await gateway.Problem("/v1/weeks", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Source_that_is_none_is_a_404_that_lists_the_sources()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = Names("a", "b");

        Assert.Equal("source: there is no 'shop'. There are: a, b", await gateway.Problem("/v1/status?source=shop", HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Named_source_is_looked_up_again_after_ten_seconds_and_a_new_one_at_once()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = Names("a", "");
        await gateway.Json("/v1/status?source=a");

        gateway.Service.Sources = Names("b", "");
        await gateway.Json("/v1/status?source=a");
        await gateway.Json("/v1/status?source=b");

        Assert.Equal("source: there is no 'a'. There are: b", await gateway.Problem("/v1/status?source=a", HttpStatusCode.NotFound));
        gateway.Service.Sources = Names("c", "");
        gateway.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("source: there is no 'b'. There are: c", await gateway.Problem("/v1/status?source=b", HttpStatusCode.NotFound));
    }

    private static SourceNames Names(string configured, string stored) => new(
        [.. configured.Split(',', StringSplitOptions.RemoveEmptyEntries)], [.. stored.Split(',', StringSplitOptions.RemoveEmptyEntries)]);
}
