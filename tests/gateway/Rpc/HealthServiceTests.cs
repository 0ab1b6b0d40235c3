using Grpc.Core;
using Grpc.Health.V1;
using Orleans.Tx.Gateway.Tests.Hosting;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Orleans.Tx.Gateway.Tests.Rpc;

public sealed class HealthServiceTests
{
    private const string Check = "/grpc.health.v1.Health/Check";

    [Theory]
    [InlineData("")]
    [InlineData("tx.v1.Revenue")]
    [InlineData("grpc.health.v1.Health")]
    public async Task Service_serves_while_the_grains_answer(string service)
    {
        await using var gateway = await RunningGateway.Start();
        using var client = new RpcClient(gateway.RpcAddress);

        Assert.Equal(ServingStatus.Serving, (await client.Call(Check, new HealthCheckRequest { Service = service }, HealthCheckResponse.Parser)).Status);
        gateway.Service.LoseStore();
        Assert.Equal(ServingStatus.NotServing, (await client.Call(Check, new HealthCheckRequest { Service = service }, HealthCheckResponse.Parser)).Status);
    }

    [Fact]
    public async Task Service_that_is_not_there_is_not_found()
    {
        await using var gateway = await RunningGateway.Start();
        using var client = new RpcClient(gateway.RpcAddress);

        Assert.Equal(StatusCode.NotFound, (await client.Call(Check, new HealthCheckRequest { Service = "tx.v1.Nothing" })).Status);
    }

    [Fact]
    public async Task Watcher_is_told_the_state_and_each_change_of_it()
    {
        await using var gateway = await RunningGateway.Start();
        using var client = new RpcClient(gateway.RpcAddress);
        using var answer = await client.Open("/grpc.health.v1.Health/Watch", new HealthCheckRequest());
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ServingStatus.Serving, await Next(body));
        gateway.Service.LoseStore();
        gateway.Clock.Advance(Gateway.Rpc.Health.HealthService.Interval);

        Assert.Equal(ServingStatus.NotServing, await Next(body));
    }

    [Fact]
    public async Task Watcher_of_a_service_that_is_not_there_is_told_so()
    {
        await using var gateway = await RunningGateway.Start();
        using var client = new RpcClient(gateway.RpcAddress);
        using var answer = await client.Open("/grpc.health.v1.Health/Watch", new HealthCheckRequest { Service = "tx.v1.Nothing" });
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ServingStatus.ServiceUnknown, await Next(body));
    }

    [Fact]
    public async Task Watcher_does_not_keep_the_server_from_stopping()
    {
        await using var gateway = await RunningGateway.Start();
        using var client = new RpcClient(gateway.RpcAddress);
        using var answer = await client.Open("/grpc.health.v1.Health/Watch", new HealthCheckRequest());
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ServingStatus.Serving, await Next(body));

        var stop = gateway.Stop();
        Assert.Equal(0, await body.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
        await stop;

        Assert.Equal("14", answer.TrailingHeaders.GetValues("grpc-status").Single());
    }

    private static async Task<ServingStatus> Next(Stream body) => (await RpcClient.Next(body, HealthCheckResponse.Parser)).Status;
}
