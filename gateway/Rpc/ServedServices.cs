using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Orleans.Tx.Gateway.Rpc;

/// <summary>The services that the gateway serves, as their files describe them: what health and reflection know of.</summary>
internal sealed record ServedServices(IReadOnlyList<ServiceDescriptor> All)
{
    public bool Has(string name) => All.Any(service => service.FullName == name);
}
