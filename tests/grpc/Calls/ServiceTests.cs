using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Grpc.Tests.Protos;
using Orleans.Tx.Grpc.Tests.Serving;
using Orleans.Tx.Grpc.Tests.Wire;

namespace Orleans.Tx.Grpc.Tests.Calls;

public sealed class ServiceTests
{
    [Fact]
    public async Task Instance_is_made_for_a_call_and_disposed_behind_it()
    {
        var life = new List<string>();
        await using var server = await ProbeServer.Start<CountedService>(services => services.AddSingleton(life));
        using var client = new RawClient(server);

        Assert.Equal(StatusCode.OK, (await client.Call("Echo", new EchoRequest())).Status);

        Assert.Equal(["called", "disposed"], life);
    }

    [Fact]
    public async Task Instance_of_the_services_is_theirs()
    {
        var life = new List<string>();
        await using var server = await ProbeServer.Start<CountedService>(services => services.AddSingleton(life).AddSingleton<CountedService>());
        using var client = new RawClient(server);

        await client.Call("Echo", new EchoRequest());
        await client.Call("Echo", new EchoRequest());

        Assert.Equal(["called", "called"], life);
    }

    [Fact]
    public async Task Interceptors_stand_around_the_method_the_first_outermost()
    {
        var life = new List<string>();
        await using var server = await ProbeServer.Start<CountedService>(services => services.AddSingleton(life).AddGrpc(options =>
        {
            options.Interceptors.Add<Outer>("first");
            options.Interceptors.Add<Outer>("second");
        }));
        using var client = new RawClient(server);

        await client.Call("Echo", new EchoRequest());

        // Whether the instance is disposed before or behind the interceptors is the engine's affair.
        Assert.Equal(["before first", "before second", "called", "behind second", "behind first"], life.Where(entry => entry != "disposed"));
    }

    [Fact]
    public async Task Method_that_is_not_overridden_is_unimplemented()
    {
        await using var server = await ProbeServer.Start<CountedService>(services => services.AddSingleton(new List<string>()));
        using var client = new RawClient(server);

        Assert.Equal(StatusCode.Unimplemented, (await client.Call("Fail", new FailRequest())).Status);
    }

    [Fact]
    public async Task Method_of_many_requests_and_one_answer_is_refused_at_start_by_name()
    {
        Assert.SkipUnless(Engine.IsEmbedded, Engine.Differs);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => ProbeServer.Start<GatheringService>(_ => { }));

        Assert.Contains("/tx.probe.Gathering/Gather", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Service_without_AddGrpc_is_refused_in_words()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        var app = builder.Build();

        var refusal = Assert.Throws<InvalidOperationException>(() => app.MapGrpcService<CountedService>());

        Assert.Contains("AddGrpc", refusal.Message, StringComparison.Ordinal);
    }
}
