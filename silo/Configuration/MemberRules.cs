namespace Orleans.Tx.Silo.Configuration;

/// <summary>What must hold of a member of a cluster.</summary>
internal static class MemberRules
{
    public static void Check(MemberOptions member, ConfigurationErrors errors)
    {
        errors.Require(member.Address.Length == 0 || Uri.CheckHostName(member.Address) is not UriHostNameType.Unknown, "Cluster:Address",
            $"is '{member.Address}'; allowed: an IP address or a host name, without a port");
        CheckPort("Cluster:SiloPort", member.SiloPort, errors);
        CheckPort("Cluster:GatewayPort", member.GatewayPort, errors);
        errors.Require(member.SiloPort != member.GatewayPort, "Cluster:GatewayPort", $"is {member.GatewayPort}, as Cluster:SiloPort is; each needs a port of its own");
        errors.Require(member.Health is { Scheme: "http", AbsolutePath: "/" }, "Cluster:Health",
            $"is '{member.Health.OriginalString}'; allowed: an http address without a path, such as http://0.0.0.0:8082");
    }

    private static void CheckPort(string key, int port, ConfigurationErrors errors) =>
        errors.Require(port is > 0 and <= 65535, key, $"is {port}; allowed: 1 to 65535");
}
