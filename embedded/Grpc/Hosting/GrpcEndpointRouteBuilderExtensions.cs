using Grpc.AspNetCore.Server.Binding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts services among an application's endpoints.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Serves a service whose base was generated. An instance is made for each call, unless there is a service of the type.</summary>
    /// <exception cref="InvalidOperationException">The application did not call <c>AddGrpc</c>, or the type is no service that can be served.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var served = builder.ServiceProvider.GetService<ServedMethods>()
            ?? throw new InvalidOperationException($"{typeof(TService)} can't be served before services.AddGrpc() was called.");
        var binder = new ServiceBinder<TService>(CallSettings.For<TService>(builder.ServiceProvider), builder.ServiceProvider);
        binder.Bind();
        return new GrpcServiceEndpointConventionBuilder([.. served.Map(builder, binder)]);
    }
}
