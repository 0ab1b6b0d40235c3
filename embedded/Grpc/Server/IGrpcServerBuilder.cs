using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Where more is said about the server.</summary>
public interface IGrpcServerBuilder
{
    IServiceCollection Services { get; }
}
