using Grpc.AspNetCore.Server.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Keeps the answer to unknown methods to calls that are gRPC, whatever else has paths of two parts.</summary>
internal sealed class UnservedConstraint : IRouteConstraint
{
    public const string Name = "grpc-unserved";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        httpContext is not null && HttpMethods.IsPost(httpContext.Request.Method) && ContentTypes.IsGrpc(httpContext.Request.ContentType);
}
