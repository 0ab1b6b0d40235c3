using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>On an endpoint: the method that it serves.</summary>
public sealed class GrpcMethodMetadata
{
    public GrpcMethodMetadata(Type serviceType, IMethod method)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        ArgumentNullException.ThrowIfNull(method);
        (ServiceType, Method) = (serviceType, method);
    }

    public Type ServiceType { get; }

    public IMethod Method { get; }
}
