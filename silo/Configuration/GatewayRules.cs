using System.Net;
using System.Text.RegularExpressions;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>What must hold of the gateway: nothing is open to a network by accident.</summary>
internal static partial class GatewayRules
{
    public static void Check(GatewayOptions gateway, ConfigurationErrors errors)
    {
        CheckAddress("Gateway:Listen", gateway.Listen, gateway, errors);
        if (gateway.Tls is { } tls)
        {
            const string Missing = "is missing; allowed: the path of a PEM file";
            errors.Require(!string.IsNullOrWhiteSpace(tls.Certificate), "Gateway:Tls:Certificate", Missing);
            errors.Require(!string.IsNullOrWhiteSpace(tls.Key), "Gateway:Tls:Key", Missing);
            errors.Require(gateway.Listen.Scheme == "https", "Gateway:Listen", $"is '{gateway.Listen}'; with Tls it must be https");
        }
        else
        {
            CheckAddress("Gateway:GrpcListen", gateway.GrpcListen, gateway, errors);
            errors.Require(gateway.GrpcListen.Port == 0 || gateway.GrpcListen.Authority != gateway.Listen.Authority, "Gateway:GrpcListen",
                "is the address of Gateway:Listen; without Tls each needs a port of its own");
        }

        for (var place = 0; place < gateway.Keys.Count; place++)
            CheckKey($"Gateway:Keys:{place}", gateway.Keys[place], errors);
        foreach (var name in gateway.Keys.GroupBy(key => key.Name).Where(same => same.Count() > 1).Select(same => same.Key))
            errors.Add("Gateway:Keys", $"has '{name}' more than once");
    }

    private static void CheckAddress(string key, Uri address, GatewayOptions gateway, ConfigurationErrors errors)
    {
        var shown = $"is '{address.OriginalString}'";
        errors.Require(address.AbsolutePath == "/", key, $"{shown}; allowed: an address without a path");
        errors.Require(address.Scheme == "http" || gateway.Tls is not null, key, $"{shown}; https needs Gateway:Tls");
        if (IsLoopback(address))
            return;

        errors.Require(gateway.Keys.Count > 0, key, $"{shown}; beyond loopback is refused without Gateway:Keys");
        errors.Require(gateway.Tls is not null || gateway.BehindTlsProxy, key,
            $"{shown}; beyond loopback is refused without Gateway:Tls, unless Gateway:BehindTlsProxy is true");
        errors.Require(IPAddress.TryParse(address.Host.Trim('[', ']'), out _), key,
            $"{shown}; allowed: an IP address of this machine, such as 0.0.0.0 for all of them, or localhost");
    }

    private static void CheckKey(string place, GatewayKeyOptions key, ConfigurationErrors errors)
    {
        errors.Require(KeyName().IsMatch(key.Name), $"{place}:Name", $"is '{key.Name}'; allowed: 1 to 64 letters, digits and ._-");
        errors.Require(Digest().IsMatch(key.Sha256), $"{place}:Sha256", "is no SHA-256; allowed: 64 hexadecimal digits");
    }

    /// <summary>What is sent there leaves this machine never.</summary>
    public static bool IsLoopback(Uri address) =>
        IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)
            ? IPAddress.IsLoopback(ip)
            : address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyName();

    [GeneratedRegex("^[0-9A-Fa-f]{64}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digest();
}
