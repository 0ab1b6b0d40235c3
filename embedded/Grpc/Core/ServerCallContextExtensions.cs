using Grpc.AspNetCore.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>What lies beneath a call.</summary>
public static class ServerCallContextExtensions
{
    /// <summary>The HTTP request that the call came in.</summary>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext) => serverCallContext is ServerCall call
        ? call.Http
        : throw new InvalidOperationException("This call came in no HTTP request.");
}
