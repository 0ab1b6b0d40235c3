using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Tx.Grains;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Postgres;

namespace Orleans.Tx.Silo.Hosting;

/// <summary>
/// Silos that share the grains among them and meet in the database, and the client that a gateway beside them needs: docs/decisions/0021-a-cluster.md.
/// </summary>
public static class ClusterHosting
{
    internal const string ServiceName = "orleans-tx";
    internal const string Invariant = "Npgsql";

    // Measured in docs/benchmarks.md: a killed silo's grains are elsewhere after about two seconds, a silo that hangs is dropped after some seconds more.
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RememberedFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);

    // A silo that stops takes no more calls; within seconds its grains are elsewhere.
    private const int CallsAtMost = 100;
    private static readonly TimeSpan CallAgainAfter = TimeSpan.FromMilliseconds(100);

    internal static ISiloBuilder JoinCluster(this ISiloBuilder silo, MemberOptions member, TxStore store)
    {
        if (IPAddress.TryParse(member.Address, out var ip))
            silo.ConfigureEndpoints(ip, member.SiloPort, member.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(ip));
        else
            silo.ConfigureEndpoints(member.Address, member.SiloPort, member.GatewayPort, listenOnAnyHostAddress: true);
        return silo
            .Configure<ClusterOptions>(Name)
            .Configure<ClusterMembershipOptions>(Watch)
            .UseAdoNetClustering((OptionsBuilder<AdoNetClusteringSiloOptions> clustering) =>
                clustering.Configure(configured => (configured.Invariant, configured.DataSource) = (Invariant, store.Source)));
    }

    /// <summary>Gives a host that has no silo a client of the cluster that works on a database; it waits until there is a silo.</summary>
    /// <param name="connectionString">The database.</param>
    public static IHostApplicationBuilder AddClusterClient(this IHostApplicationBuilder builder, string connectionString)
    {
        builder.Services.Configure<ClusterOptions>(Name);
        builder.Services.Configure<Orleans.Configuration.GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = Refresh);
        return builder.UseOrleansClient(client => client
            .UseConnectionRetryFilter(AskAgain)
            .AddOutgoingGrainCallFilter(CallAgain)
            .UseAdoNetClustering((AdoNetClusteringClientOptions clustering) => (clustering.Invariant, clustering.ConnectionString) = (Invariant, connectionString)));
    }

    private static void Name(ClusterOptions cluster) => (cluster.ServiceId, cluster.ClusterId) = (ServiceName, ServiceName);

    private static void Watch(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = Probe;
        membership.NumMissedProbesLimit = 2;
        membership.TableRefreshTimeout = Refresh;
        membership.IAmAliveTablePublishTimeout = Refresh;
        membership.DefunctSiloExpiration = RememberedFor;
    }

    // A call that was turned away was not begun. One whose silo was lost may have been, and grains are written for calls that come twice; the next part of a
    // stream is not, for what was sent of it may be lost.
    private static async Task CallAgain(IOutgoingGrainCallContext call)
    {
        for (var calls = 1; ; calls++)
        {
            try
            {
                await call.Invoke();
                _ = call.Result;
                return;
            }
            catch (OrleansMessageRejectionException turnedAway) when (calls < CallsAtMost && (turnedAway is not SiloUnavailableException || IsOwn(call)))
            {
                await Task.Delay(CallAgainAfter, TimeProvider.System);
            }
        }
    }

    private static bool IsOwn(IOutgoingGrainCallContext call) => call.InterfaceMethod?.DeclaringType?.Assembly == typeof(ICatalogGrain).Assembly;

    private static async Task<bool> AskAgain(Exception failure, CancellationToken cancellationToken)
    {
        await Task.Delay(AskAgainAfter, TimeProvider.System, cancellationToken);
        return true;
    }
}
