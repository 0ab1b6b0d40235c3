using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Tests.Configuration;

public sealed class AlertRulesTests
{
    [Theory]
    [InlineData("Alerts:Secret is not used without Alerts:Url", "Alerts:Secret", "env:HOOK")]
    [InlineData("Alerts:Secret would go over plain http to 'http://hooks.example.com/***'; allowed: https, or this machine", "Alerts:Secret", "env:HOOK", "Alerts:Url", "http://hooks.example.com/hunter2")]
    [InlineData("Alerts:Secret has a value that is not shown", "Alerts:Secret", "hunter2", "Alerts:Url", "https://hooks.example.com")]
    [InlineData("Alerts:Url has a value that is not shown", "Alerts:Url", "hooks.example.com/hunter2")]
    [InlineData("Alerts:Url has a value that is not shown", "Alerts:Url", "https://u:hunter2@hooks.example.com")]
    [InlineData("Alerts:Lag is 00:00:00; allowed: 00:00:01 to 31.00:00:00", "Alerts:Lag", "00:00:00")]
    [InlineData("Alerts:Stalled is 32.00:00:00; allowed: 00:00:01 to 31.00:00:00", "Alerts:Stalled", "32.00:00:00")]
    public void Wrong_alerts_are_an_error_that_tells_no_secret(string message, params string[] settings)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Load(settings)).Message;

        Assert.StartsWith(message, wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hooks.example.com/T0/hunter2?key=hunter2")]
    [InlineData("http://localhost:9000/hunter2")]
    [InlineData("http://127.0.0.1:9000/hunter2")]
    public void Address_of_alerts_is_shown_without_what_may_be_a_secret(string url)
    {
        var shown = TxConfiguration.Effective(null, Pairs(["Alerts:Url", url, "Alerts:Secret", "env:HOOK"]), []).Single(row => row.Key == "Alerts:Url").Value;

        Assert.Equal(new Uri(url).GetLeftPart(UriPartial.Authority) + "/***", shown);
        Assert.Equal(url, Load(["Alerts:Url", url]).Alerts.Url!.Address.OriginalString);
    }

    private static TxOptions Load(string[] settings) => TxConfiguration.Load(null, Pairs(settings), []);

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(string[] settings) =>
        settings.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]));
}
