using Grpc.Health.V1;
using Orleans.Tx.Gateway.Rpc.Customers;
using Orleans.Tx.Gateway.Rpc.Health;
using Orleans.Tx.Gateway.Rpc.Imports;
using Orleans.Tx.Gateway.Rpc.Operation;
using Orleans.Tx.Gateway.Rpc.Reflection;
using Orleans.Tx.Gateway.Rpc.Rejects;
using Orleans.Tx.Gateway.Rpc.Revenue;
using Orleans.Tx.Gateway.Rpc.Transactions;
using Orleans.Tx.Gateway.Rpc.Weeks;
using Alpha = Grpc.Reflection.V1Alpha;
using Current = Grpc.Reflection.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Orleans.Tx.Gateway.Rpc;

/// <summary>Serves the contract by gRPC, beside health and reflection.</summary>
internal static class RpcExtensions
{
    // Room for the most customers of a question and the most rows of an import, of usual ids.
    private const int MostBytes = 16 << 20;

    private static readonly ServiceDescriptor[] Served =
    [
        .. Protos.TxReflection.Descriptor.Services,
        HealthReflection.Descriptor.Services[0],
        Current.ServerReflection.Descriptor,
        Alpha.ServerReflection.Descriptor,
    ];

    public static void AddRpc(this IServiceCollection services)
    {
        services.AddGrpc(options =>
        {
            options.Interceptors.Add<Refusals>();
            options.MaxReceiveMessageSize = MostBytes;
            // Else a path of two parts, such as /v1/plan, would be answered by 404 instead of 405. Clients take 404 for UNIMPLEMENTED.
            options.IgnoreUnknownServices = true;
        });
        services.AddSingleton(new ServedServices(Served));
        services.AddSingleton<MethodScopes>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<DescribedFiles>();
        services.AddSingleton<ReflectionService>();
    }

    public static void MapRpc(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<RevenueService>();
        app.MapGrpcService<CustomersService>();
        app.MapGrpcService<TransactionsService>();
        app.MapGrpcService<WeeksService>();
        app.MapGrpcService<RejectsService>();
        app.MapGrpcService<ImportsService>();
        app.MapGrpcService<OperationService>();
        app.MapGrpcService<HealthService>();
        app.MapGrpcService<ReflectionService>();
        app.MapGrpcService<OldReflectionService>();
    }
}
