using Orleans.Tx.Gateway.Protos;

namespace Orleans.Tx.Gateway.Rpc;

/// <summary>What a key must allow for each method: the contract says it, beside the method.</summary>
internal sealed class MethodScopes(ServedServices services)
{
    private readonly Dictionary<string, Scope> _byMethod = services.All
        .SelectMany(service => service.Methods)
        .Where(method => method.GetOptions()?.HasExtension(TxExtensions.Scope) == true)
        .ToDictionary(method => $"/{method.Service.FullName}/{method.Name}", method => method.GetOptions()!.GetExtension(TxExtensions.Scope), StringComparer.Ordinal);

    /// <summary>Null for methods that are not of the contract: health and reflection.</summary>
    /// <param name="method">As calls name it: <c>/tx.v1.Weeks/Pull</c>.</param>
    public Scope? Of(string method) => _byMethod.TryGetValue(method, out var scope) ? scope : null;
}
