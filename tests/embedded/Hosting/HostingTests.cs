using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Hosting;

public sealed class HostingTests
{
    [Fact]
    public async Task A_web_application_has_a_silo_with_one_client_for_all()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(serviceId: "tx", clusterId: "here")
            .ConfigureEndpoints(siloPort: 11111, gatewayPort: 30000)
            .UseAdoNetClustering(options => options.Invariant = "Npgsql"));
        await using var application = builder.Build();

        var services = application.Services;
        Assert.Same(services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<IClusterClient>());
        Assert.Equal(
            ("tx", "here"),
            (services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ClusterOptions>>().Value.ServiceId,
                services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ClusterOptions>>().Value.ClusterId));
    }

    [Fact]
    public async Task Grains_can_be_called_once_the_host_has_started_and_not_before()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans();
        builder.Services.AddSingleton<GrainHooks>();
        using var host = builder.Build();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IScriptedGrain>("a");

        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Run(_ => Task.CompletedTask).Soon());
        await host.StartAsync(TestContext.Current.CancellationToken);
        await grain.Run(_ => Task.CompletedTask).Soon();
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void UseOrleans_called_twice_configures_one_silo()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        ISiloBuilder? first = null;

        builder.UseOrleans(silo => first = silo);
        builder.UseOrleans(silo => Assert.Same(first, silo));
        ((IHostApplicationBuilder)builder).UseOrleans(silo => Assert.Same(first, silo));

        using var host = builder.Build();
        Assert.Single(host.Services.GetServices<IHostedService>());
    }

    [Theory]
    [InlineData(true, "remove UseOrleansClient")]
    [InlineData(false, "Engine=orleans")]
    public void UseOrleansClient_says_why_there_is_no_client(bool withSilo, string advice)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        if (withSilo)
            builder.UseOrleans();

        var failure = Assert.Throws<OrleansConfigurationException>(() => builder.UseOrleansClient());

        Assert.Contains(advice, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Startup_tasks_run_in_the_order_of_their_stages_and_can_call_grains()
    {
        List<string> order = [];
        await using var silo = await TestSilo.StartAsync(builder => builder
            .AddStartupTask((_, _) => Add("late"), stage: 30_000)
            .AddStartupTask(async (services, _) =>
                await services.GetRequiredService<IGrainFactory>().GetGrain<IScriptedGrain>("a").Run(_ => Add("grain")))
            .AddStartupTask(new Startup(() => Add("instance"))));

        Assert.Equal(["grain", "instance", "late"], order);

        Task Add(string what)
        {
            order.Add(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_startup_task_that_fails_fails_the_start()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TestSilo.StartAsync(
            builder => builder.AddStartupTask((_, _) => throw new InvalidOperationException("no start"))));

        Assert.Equal("no start", failure.Message);
    }

    [Theory]
    [InlineData("Npgsql", "DataSource")]
    [InlineData("MySql.Data.MySqlClient", "Invariant")]
    public async Task Database_options_that_this_engine_can_not_use_are_named(string invariant, string option)
    {
        var storage = await Assert.ThrowsAsync<OrleansConfigurationException>(() => TestSilo.StartAsync(builder =>
            builder.AddAdoNetGrainStorage("grains", options =>
            {
                options.Invariant = invariant;
                options.ConnectionString = "Host=127.0.0.1";
            })));
        var reminders = await Assert.ThrowsAsync<OrleansConfigurationException>(() => TestSilo.StartAsync(builder =>
            builder.UseAdoNetReminderService(options => options.Invariant = invariant)));

        Assert.StartsWith(option, storage.Message, StringComparison.Ordinal);
        Assert.StartsWith(option, reminders.Message, StringComparison.Ordinal);
    }

    private sealed class Startup(Func<Task> run) : IStartupTask
    {
        public Task Execute(CancellationToken cancellationToken) => run();
    }
}
