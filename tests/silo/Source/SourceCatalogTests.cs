using System.Globalization;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Grains;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source;

namespace Orleans.Tx.Silo.Tests.Source;

public sealed class SourceCatalogTests
{
    [Fact]
    public void Settings_are_those_of_the_configuration()
    {
        var settings = Settings(
            ("Zone", "Europe/Berlin"), ("Since", "2026-W01"), ("Paging:PageSize", "50"), ("Limit:Weeks", "2"), ("Limit:InFlight", "3"),
            ("Schedule:Settle", "01:00:00"));
        Assert.Equal(("acme", 3, 2, 50), (settings.Name, settings.InFlight, settings.Weeks, settings.PageSize));
        Assert.Equal((Week.Parse("2026-W01"), "Europe/Berlin"), (settings.Since!.Value, settings.Zone.Id));
        Assert.Equal(TimeSpan.FromHours(1), settings.Calendar.Settle);
    }

    [Theory]
    [InlineData("00:00:06", 500)]
    [InlineData("00:01:00", 1000)]
    [InlineData("00:10:00", 5000)]
    public void Lease_is_a_sixtieth_of_the_window_within_bounds(string window, int milliseconds)
    {
        var (length, lease) = (TimeSpan.Parse(window, CultureInfo.InvariantCulture), TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal(new WindowLimit(1000, length, TimeSpan.FromSeconds(30), lease), Settings(("Limit:Window", window)).Limit);
    }

    [Theory]
    [InlineData("BaseUrl", "https://other.example")]
    [InlineData("Path", "/v2")]
    [InlineData("Query:from", "{from}Z")]
    [InlineData("TimeFormat", "date")]
    [InlineData("Zone", "Europe/Berlin")]
    [InlineData("Paging:Kind", "Offset")]
    [InlineData("Paging:PageSize", "50")]
    [InlineData("Paging:FirstPage", "0")]
    [InlineData("Records:Amount", "/total")]
    [InlineData("Records:MinorDigits:ISK", "2")]
    [InlineData("Headers:X-Version", "2")]
    public void Fingerprint_changes_with_what_decides_a_page(string key, string value) =>
        Assert.NotEqual(Settings().Fingerprint, Settings((key, value)).Fingerprint);

    [Theory]
    [InlineData("Limit:Requests", "5")]
    [InlineData("Timeout", "00:00:05")]
    [InlineData("Headers:X-Token", "env:TOKEN")]
    [InlineData("Schedule:Lookback", "3")]
    [InlineData("Since", "2026-W01")]
    public void Fingerprint_stays_with_what_does_not(string key, string value) =>
        Assert.Equal(Settings().Fingerprint, Settings((key, value)).Fingerprint);

    [Fact]
    public void Fingerprint_stays_when_the_secret_moves()
    {
        var bearer = Settings(("Auth:Kind", "Bearer"), ("Auth:Secret", "env:A"));
        Assert.Equal(bearer.Fingerprint, Settings(("Auth:Kind", "Bearer"), ("Auth:Secret", "file:/b")).Fingerprint);
        Assert.Matches("^[0-9a-f]{16}$", bearer.Fingerprint);
    }

    [Fact]
    public void Sources_are_named_in_order_and_an_unknown_one_is_not_found()
    {
        var options = TxConfiguration.Load(null, new Dictionary<string, string?>
        {
            ["Sources:zeta:BaseUrl"] = "https://z.example",
            ["Sources:alpha:BaseUrl"] = "https://a.example",
        }, []);
        var catalog = new SourceCatalog(options);
        Assert.Equal(["alpha", "zeta"], catalog.Names);
        Assert.Null(catalog.Find("beta"));
        var wrong = Assert.Throws<TxException>(() => catalog.Get("beta"));
        Assert.Equal(TxError.NotFound, wrong.Error);
        Assert.Contains("alpha, zeta", wrong.Message, StringComparison.Ordinal);
    }

    private static Grains.Catalog.SourceSettings Settings(params (string Key, string? Value)[] settings)
    {
        var url = settings.FirstOrDefault(setting => setting.Key == "BaseUrl").Value ?? "https://api.example.com";
        return new SourceCatalog(TestSource.Options(url, [.. settings.Where(setting => setting.Key != "BaseUrl")])).Get("acme");
    }
}
