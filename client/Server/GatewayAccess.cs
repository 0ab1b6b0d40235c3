using Orleans.Tx.Gateway.Security;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Client.Server;

/// <summary>Who may ask the gateway of this process, by the configuration.</summary>
/// <param name="OwnKey">The key by which this process itself asks, known to nobody else; null where none is needed.</param>
internal sealed record GatewayAccess(GatewaySecurity Security, string? OwnKey)
{
    // No name of a configured key has brackets.
    private const string OwnName = "(this process)";

    public static GatewayAccess Of(GatewayOptions gateway)
    {
        if (gateway.Keys.Count == 0)
            return new GatewayAccess(GatewaySecurity.Loopback, OwnKey: null);
        var (text, own) = AccessKey.New(OwnName, AccessScope.Operate);
        var configured = gateway.Keys.Select(key => AccessKey.Of(key.Name, key.Sha256, key.Scope == KeyScope.Operate ? AccessScope.Operate : AccessScope.Read));
        return new GatewayAccess(new GatewaySecurity([.. configured, own], gateway.BehindTlsProxy), text);
    }
}
