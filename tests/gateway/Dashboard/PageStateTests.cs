using System.Net;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Gateway.Tests.Dashboard;

/// <summary>Pages of services that have less, or stranger things, than usual.</summary>
public sealed class PageStateTests
{
    private const string Hostile = "<script>alert('&')</script>";

    [Fact]
    public async Task Names_and_messages_are_never_markup()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = new SourceNames([Hostile, "other"], []);
        gateway.Service.Revenue = Sample.Revenue with
        {
            Zone = Hostile,
            Definition = Hostile,
            Currencies = [Sample.Revenue.Currencies[0] with { Currency = Hostile }],
            Coverage = Sample.Revenue.Coverage! with { Notice = Hostile },
        };
        var named = Uri.EscapeDataString(Hostile);

        foreach (var path in (string[])["/", "/cohorts", "/customer"])
        {
            var page = await gateway.Page($"{path}?source={named}&customers={named}&id={named}");
            Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("alert('", page, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;alert(", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Several_sources_are_offered_and_one_is_kept_from_page_to_page()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = new SourceNames(["a", "b"], ["c"]);

        var choice = await gateway.Page("/");
        var page = await gateway.Page("/?source=b");

        Assert.All((string[])["a", "b", "c"], source => Assert.Contains($"href=\"/?source={source}\">{source}</a>", choice, StringComparison.Ordinal));
        Assert.Contains("Which source?", choice, StringComparison.Ordinal);
        Assert.Contains("href=\"/cohorts?source=b\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Which source?", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_without_a_source_says_what_to_do_first()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = new SourceNames([], []);

        Assert.Contains("There is no source yet", await gateway.Page("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_without_orders_leads_to_the_pulls()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Revenue = Sample.Revenue with { Rows = 0, Customers = 0, Currencies = [] };

        var page = await gateway.Page("/");

        Assert.Contains("No orders yet", page, StringComparison.Ordinal);
        Assert.Contains("class=\"button\" href=\"/pulls\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Month_that_goes_on_beyond_the_weeks_pulled_is_not_called_final()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Revenue = Sample.Revenue with { Coverage = Sample.Revenue.Coverage! with { Complete = true, NewComplete = true, LagBatches = 0, Weeks = [] } };

        var page = await gateway.Page("/");

        Assert.Contains("Every week that was pulled is complete.", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"left\">weeks missing</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("These figures are final", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Months_without_revenue_and_orders_without_a_currency_have_a_page()
    {
        await using var gateway = await RunningGateway.Start();
        var block = Sample.Revenue.Currencies[0];
        gateway.Service.Revenue = Sample.Revenue with
        {
            Currencies =
            [
                block with { Months = [.. block.Months!.Value.Select(month => month with { Revenue = -5m, NewRevenue = -5m, RecurringRevenue = 0m, NewPercent = null })] },
                block with { Currency = null, Months = [], Cohorts = [] },
                block with { Currency = "JPY", Revenue = 1800m },
            ],
        };

        var page = await gateway.Page("/");

        Assert.Contains("<td>−5.00</td><td>−5.00</td><td>0.00</td><td>–</td>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("Revenue in JPY</dt><dd>1,800<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_that_is_away_is_told_in_words()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.LoseStore();

        Assert.Contains("role=\"alert\">The database can&#x27;t be reached.</p>", await gateway.Page("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_without_an_API_has_its_page()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = new SourceNames([], ["shop"]);
        gateway.Service.Failures[typeof(ILimiterGrain)] = new InvalidOperationException("there is none to ask");

        Assert.Contains("12,346.178", await gateway.Page("/"), StringComparison.Ordinal);
    }
}
