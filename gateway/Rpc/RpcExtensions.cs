using Grpc.Health.V1;
using Orleans.Tx.Gateway.Limits;
using Orleans.Tx.Gateway.Rpc.Customers;
using Orleans.Tx.Gateway.Rpc.Health;
using Orleans.Tx.Gateway.Rpc.Imports;
using Orleans.Tx.Gateway.Rpc.Operation;
using Orleans.Tx.Gateway.Rpc.Reflection;
using Orleans.Tx.Gateway.Rpc.Rejects;
using Orleans.Tx.Gateway.Rpc.Revenue;
using Orleans.Tx.Gateway.Rpc.Transactions;
using Orleans.Tx.Gateway.Rpc.Weeks;
using Orleans.Tx.Gateway.Security;
using Alpha = Grpc.Reflection.V1Alpha;
using Current = Grpc.Reflection.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Orleans.Tx.Gateway.Rpc;

/// <summary>Serves the contract by gRPC, beside health and reflection.</summary>
internal static class RpcExtensions
{
    // A message has five bytes before it; what is beyond the most is refused by its own status.
    private static readonly RequestBytes Frames = new(2L * GatewayLimits.Question);

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
            options.MaxReceiveMessageSize = GatewayLimits.Question;
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
        var scopes = app.ServiceProvider.GetRequiredService<MethodScopes>();
        app.MapGrpcService<RevenueService>().ScopedBy(ScopeOf).WithMetadata(Frames);
        app.MapGrpcService<CustomersService>().ScopedBy(ScopeOf).WithMetadata(Frames);
        app.MapGrpcService<TransactionsService>().ScopedBy(ScopeOf).WithMetadata(Frames);
        app.MapGrpcService<WeeksService>().ScopedBy(ScopeOf).WithMetadata(Frames);
        app.MapGrpcService<RejectsService>().ScopedBy(ScopeOf).WithMetadata(Frames);
        app.MapGrpcService<ImportsService>().ScopedBy(ScopeOf).WithMetadata(Frames);
        app.MapGrpcService<OperationService>().ScopedBy(ScopeOf).WithMetadata(Frames);
        app.MapGrpcService<HealthService>().AllowAnonymous();
        app.MapGrpcService<ReflectionService>().Reads();
        app.MapGrpcService<OldReflectionService>().Reads();

        // What the contract does not say is not given to who may only read.
        AccessScope ScopeOf(string method) => scopes.Of(method) == Protos.Scope.Read ? AccessScope.Read : AccessScope.Operate;
    }
}
