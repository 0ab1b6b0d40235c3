using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Orleans.Tx.Gateway.Security;

/// <summary>
/// How endpoints say what they ask of who calls them, where they are mapped: one of these, or <c>AllowAnonymous</c>. What says nothing is
/// answered only to who may everything, and fails a test.
/// </summary>
internal static class ScopeConventions
{
    private static readonly ScopeMetadata Read = new(AccessScope.Read);
    private static readonly ScopeMetadata Operate = new(AccessScope.Operate);

    extension<TBuilder>(TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>Changes nothing and spends nothing.</summary>
        public TBuilder Reads() => endpoints.WithMetadata(Read);

        /// <summary>Of the API: <c>GET</c> reads, and so does a question as a body; all else may change or spend something.</summary>
        public TBuilder ScopedByMethod()
        {
            // At last, since the group's own conventions run before the endpoint has its methods.
            endpoints.Finally(endpoint => endpoint.Metadata.Add(IsReading(endpoint) ? Read : Operate));
            return endpoints;
        }
    }

    /// <summary>Of a service of gRPC, whose methods all look alike.</summary>
    /// <param name="scopeOf">By a method's full name, such as <c>/tx.v1.Revenue/Months</c>.</param>
    public static GrpcServiceEndpointConventionBuilder ScopedBy(this GrpcServiceEndpointConventionBuilder service, Func<string, AccessScope> scopeOf)
    {
        service.Add(endpoint =>
        {
            var method = endpoint.Metadata.OfType<GrpcMethodMetadata>().First().Method;
            endpoint.Metadata.Add(scopeOf(method.FullName) == AccessScope.Read ? Read : Operate);
        });
        return service;
    }

    private static bool IsReading(EndpointBuilder endpoint) =>
        endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { HttpMethods: ["GET"] } || IsQuestion(((RouteEndpointBuilder)endpoint).RoutePattern);

    private static bool IsQuestion(RoutePattern pattern) => pattern.RawText?.StartsWith("/v1/query/", StringComparison.Ordinal) == true;
}
