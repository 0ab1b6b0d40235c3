namespace Orleans.Tx.Silo.Configuration;

/// <summary>What must hold of alerts.</summary>
internal static class AlertRules
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    public static void Check(AlertOptions alerts, ConfigurationErrors errors)
    {
        Check("Alerts:Lag", alerts.Lag, errors);
        Check("Alerts:Stalled", alerts.Stalled, errors);
        if (alerts.Secret is null)
            return;

        errors.Require(alerts.Url is not null, "Alerts:Secret", "is not used without Alerts:Url; remove it or set that");
        errors.Require(
            alerts.Url is null || alerts.Url.Address.Scheme == "https" || GatewayRules.IsLoopback(alerts.Url.Address), "Alerts:Secret",
            $"would go over plain http to '{alerts.Url}'; allowed: https, or this machine");
    }

    private static void Check(string key, TimeSpan value, ConfigurationErrors errors) => errors.Require(
        value >= Shortest && value <= Longest, key, $"is {value}; allowed: {Shortest} to {Longest}");
}
