using Grpc.AspNetCore.Server.Calls;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Maps the methods of services, and once each the answers to calls of methods and services that are not there.</summary>
internal sealed class ServedMethods
{
    private readonly HashSet<string> _services = new(StringComparer.Ordinal);

    public IEnumerable<IEndpointConventionBuilder> Map<TService>(IEndpointRouteBuilder routes, ServiceBinder<TService> binder)
        where TService : class
    {
        foreach (var (method, invoke) in binder.Methods)
        {
            var endpoint = routes.Map(RoutePatternFactory.Parse(method.FullName), invoke);
            endpoint.WithDisplayName($"gRPC - {method.FullName}");
            endpoint.WithMetadata(new GrpcMethodMetadata(typeof(TService), method), new HttpMethodMetadata(["POST"]));
            yield return endpoint;
        }

        if (binder.Settings.IgnoresUnknown)
            yield break;
        if (_services.Count == 0)
            yield return Unserved(routes, $"{{service}}/{{method:{UnservedConstraint.Name}}}", "Service is unimplemented.");
        foreach (var service in binder.Methods.Select(served => served.Method.ServiceName).Where(_services.Add).ToList())
            yield return Unserved(routes, $"{service}/{{method:{UnservedConstraint.Name}}}", "Method is unimplemented.");
    }

    private static IEndpointConventionBuilder Unserved(IEndpointRouteBuilder routes, string pattern, string detail) =>
        routes.Map(pattern, http => CallHandler.Refuse(http, new Status(StatusCode.Unimplemented, detail)))
            .WithDisplayName($"gRPC - {detail}");
}
