using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Hosting;

internal sealed record GrpcServerBuilder(IServiceCollection Services) : IGrpcServerBuilder;
