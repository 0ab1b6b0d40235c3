using Grpc.Health.V1;
using Orleans.Tx.Gateway.Rpc.Health;
using Orleans.Tx.Gateway.Rpc.Reflection;
using Orleans.Tx.Gateway.Rpc.Revenue;
using Orleans.Tx.Gateway.Security;
using Alpha = Grpc.Reflection.V1Alpha;
using Current = Grpc.Reflection.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Orleans.Tx.Gateway.Rpc;

/// <summary>Serves the contract by gRPC, beside health and reflection.</summary>
internal static class RpcExtensions
{
    private static readonly ServiceDescriptor[] Served =
    [
        Protos.Revenue.Descriptor,
        HealthReflection.Descriptor.Services[0],
        Current.ServerReflection.Descriptor,
        Alpha.ServerReflection.Descriptor,
    ];

    public static void AddRpc(this IServiceCollection services)
    {
        services.AddGrpc(options =>
        {
            options.Interceptors.Add<Refusals>();
            // Else a path of two parts, such as /v1/plan, would be answered by 404 instead of 405. Clients take 404 for UNIMPLEMENTED.
            options.IgnoreUnknownServices = true;
        });
        services.AddSingleton(new ServedServices(Served));
        services.AddSingleton<Readiness>();
        services.AddSingleton<DescribedFiles>();
        services.AddSingleton<ReflectionService>();
    }

    public static void MapRpc(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<RevenueService>().Reads();
        app.MapGrpcService<HealthService>().AllowAnonymous();
        app.MapGrpcService<ReflectionService>().Reads();
        app.MapGrpcService<OldReflectionService>().Reads();
    }
}
