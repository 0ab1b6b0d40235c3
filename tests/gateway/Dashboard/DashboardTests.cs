using System.Net;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Gateway.Tests.Dashboard;

public sealed class DashboardTests
{
    [Fact]
    public async Task Page_shows_revenue_cohorts_weeks_and_limiter()
    {
        await using var gateway = await RunningGateway.Start();

        var page = await gateway.Page("/");

        Assert.Contains("<h1>Revenue of shop</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<td>2026-10<td>12,346.178<td>12,345.678<td>0.50", page, StringComparison.Ordinal);
        Assert.Contains("USD by the month in which customers were acquired", page, StringComparison.Ordinal);
        Assert.Contains("<td>2026-W41<td class=\"left complete\">complete", page, StringComparison.Ordinal);
        Assert.Contains("<b>412 of 1000</b><span>requests held in any 10 min, 640 allowed at present; 2 refused</span>", page, StringComparison.Ordinal);
        Assert.Contains("1 batches are stored and not counted yet", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_messages_are_never_markup()
    {
        const string hostile = "<script>alert('&')</script>";
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = new SourceNames([hostile, "other"], []);
        gateway.Service.Weeks = [Sample.Week("2026-W40", WeekState.Failed, hostile)];
        gateway.Service.Revenue = Sample.Revenue with
        {
            Zone = hostile,
            Definition = hostile,
            Currencies = [Sample.Revenue.Currencies[0] with { Currency = hostile }],
        };

        var page = await gateway.Page($"/?source={Uri.EscapeDataString(hostile)}");

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("alert('", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", await gateway.Page($"/?source={Uri.EscapeDataString("<script>")}", HttpStatusCode.NotFound), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Page_may_run_nothing_and_be_framed_by_nobody()
    {
        await using var gateway = await RunningGateway.Start();

        using var response = await gateway.Send(HttpMethod.Get, "/");

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData(WeekState.Pulling, 2)]
    [InlineData(WeekState.Complete, 10)]
    public async Task Page_asks_for_itself_more_often_while_weeks_are_under_way(WeekState state, int seconds)
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Weeks = [Sample.Week("2026-W40", state)];
        gateway.Service.Revenue = Sample.Revenue with { Coverage = Sample.Revenue.Coverage! with { LagBatches = 0 } };

        Assert.Contains($"<meta http-equiv=\"refresh\" content=\"{seconds}\">", await gateway.Page("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Week_that_waits_says_until_when()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Weeks = [Sample.Week("2026-W40", WeekState.Waiting, "waiting for a permit", DateTimeOffset.UnixEpoch.AddSeconds(61))];

        Assert.Contains("waiting for a permit, until 00:01:01 UTC", await gateway.Page("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_without_anything_in_it_has_a_page()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Weeks = [];
        gateway.Service.Revenue = Sample.Revenue with { Rows = 0, Customers = 0, Currencies = [] };

        Assert.Contains("None was asked for yet", await gateway.Page("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Months_and_cohorts_without_revenue_have_a_page()
    {
        await using var gateway = await RunningGateway.Start();
        var block = Sample.Revenue.Currencies[0];
        gateway.Service.Revenue = Sample.Revenue with
        {
            Currencies =
            [
                block with { Months = [.. block.Months!.Value.Select(month => month with { Revenue = -5m, NewRevenue = -5m, RecurringRevenue = 0m, NewPercent = null })] },
                block with { Currency = null, Months = [], Cohorts = [] },
            ],
        };

        var page = await gateway.Page("/");

        Assert.Contains("<td>-5.00<td>-5.00<td>0.00", page, StringComparison.Ordinal);
        Assert.Contains("Amounts without a currency", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_that_is_only_stored_has_a_page_without_a_limiter()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = new SourceNames([], ["shop"]);
        gateway.Service.Failures[typeof(ILimiterGrain)] = new InvalidOperationException("there is none to ask");

        Assert.DoesNotContain("requests held", await gateway.Page("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_sources_are_offered_as_links()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = new SourceNames(["a", "b"], ["c"]);

        var choice = await gateway.Page("/", HttpStatusCode.BadRequest);
        var page = await gateway.Page("/?source=b");

        Assert.All((string[])["a", "b", "c"], source => Assert.Contains($"<a href=\"/?source={source}\">{source}</a>", choice, StringComparison.Ordinal));
        Assert.Contains("<b>b</b>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/?source=c\">c</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_that_is_away_is_told_on_a_page_that_looks_again()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.LoseStore();

        var page = await gateway.Page("/", HttpStatusCode.ServiceUnavailable);

        Assert.Contains("the database can&#39;t be reached", page, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", page, StringComparison.Ordinal);
    }
}
