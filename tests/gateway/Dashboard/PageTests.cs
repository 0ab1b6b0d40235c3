using System.Net;
using System.Text.RegularExpressions;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Dashboard;

public sealed partial class PageTests(ServedGateway served) : IClassFixture<ServedGateway>
{
    [Fact]
    public async Task Months_are_in_the_page_as_it_is_sent()
    {
        var page = await served.Fresh().Page("/");

        Assert.Contains("<h1 tabindex=\"-1\">Revenue</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">2026-10</th><td>12,346.178</td><td>12,345.678</td><td>0.50</td><td>90.00 %</td>", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"2026-10: revenue 12,346.178, new 12,345.678, recurring 0.50, 90.00 % new, not final\"", page, StringComparison.Ordinal);
        Assert.Contains("2026-W41 is being pulled (45 %)", page, StringComparison.Ordinal);
        Assert.Contains("1 batches are stored and not counted yet", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cohorts_are_money_or_a_share_of_their_first_month()
    {
        var money = await served.Fresh().Page("/cohorts");
        var share = await served.Fresh().Page("/cohorts?show=share");

        Assert.Contains("by 6 customers in 15 orders\">100.00</td>", money, StringComparison.Ordinal);
        Assert.Contains("by 6 customers in 15 orders\">11.1 %</td>", share, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customer_is_told_with_the_last_transactions()
    {
        var page = await served.Fresh().Page("/customer?id=ada");

        Assert.Contains("<dd>1970-01-01<small>00:00:00 UTC</small></dd>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"left mono\">t1</td><td>12.50 EUR</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_run_their_own_scripts_alone_and_set_no_cookie()
    {
        using var response = await served.Fresh().Send(HttpMethod.Get, "/");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("eval", policy, StringComparison.Ordinal);
        Assert.All(Scripts().Matches(page), script => Assert.StartsWith("<script src=\"/assets/", script.Value, StringComparison.Ordinal));
        Assert.DoesNotMatch("(src|href)=\"(https?:|//)", page);
        Assert.DoesNotMatch(" on[a-z]+=\"", page);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("tx-theme=dark", "<html lang=\"en\" data-theme=\"dark\">")]
    [InlineData("tx-theme=\"><script>", "<html lang=\"en\">")]
    [InlineData("other=1", "<html lang=\"en\">")]
    public async Task Chosen_theme_is_there_from_the_first_paint(string cookie, string expected)
    {
        using var response = await served.Fresh().Send(HttpMethod.Get, "/", request => request.Headers.TryAddWithoutValidation("Cookie", cookie));

        Assert.Contains(expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_of_the_address_are_asked_for_and_stay_in_the_links()
    {
        var gateway = served.Fresh();
        var page = await gateway.Page("/?from=2026-09&to=2026-10&currency=EUR&customers=a%0Ab%2Cc&new=first-order");

        Assert.Contains(gateway.Service.Asked, asked => asked.Contains("2026-09", StringComparison.Ordinal) && asked.EndsWith("new=first-order", StringComparison.Ordinal));
        Assert.Contains("href=\"/download/months.csv?from=2026-09&amp;to=2026-10&amp;currency=EUR&amp;customers=a%0Ab%2Cc&amp;new=first-order\"", page, StringComparison.Ordinal);
        Assert.Contains("2 customers", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_that_is_not_there_is_not_found() => await served.Fresh().Problem("/nothing", HttpStatusCode.NotFound);

    [GeneratedRegex("<script[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Scripts();
}
