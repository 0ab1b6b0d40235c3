using System.Net;
using System.Xml.Linq;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Dashboard;

public sealed class DownloadTests(ServedGateway served) : IClassFixture<ServedGateway>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("months", "currency,month,revenue,newRevenue,recurringRevenue,newPercent,orders,newOrders,customers,newCustomers,complete,newComplete",
        "USD,2026-10,12346.178,12345.678,0.50,90.00,20,5,10,4,false,false")]
    [InlineData("cohorts", "currency,cohort,month,revenue,orders,customers,complete,newComplete", "EUR,2026-09,2026-10,100.00,15,6,false,true")]
    public async Task Table_is_downloaded_as_CSV(string table, string heading, string row)
    {
        using var response = await served.Fresh().Send(HttpMethod.Get, $"/download/{table}.csv");
        var lines = (await response.Content.ReadAsStringAsync(Cancellation)).Split('\n');

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal($"{table}.csv", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(heading, lines[0]);
        Assert.Contains(row, lines);
    }

    [Theory]
    [InlineData("months", true)]
    [InlineData("cohorts", false)]
    public async Task Picture_is_downloaded_as_SVG(string table, bool hasBars)
    {
        using var response = await served.Fresh().Send(HttpMethod.Get, $"/download/{table}.svg?source=shop");
        var picture = XDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("New and recurring revenue: shop", picture.Root!.Elements().First().Value);
        Assert.Equal(hasBars, picture.Descendants().Any(element => (string?)element.Attribute("class") == "bars"));
    }

    [Fact]
    public async Task Download_has_the_filters_of_its_page()
    {
        var gateway = served.Fresh();
        using var response = await gateway.Send(HttpMethod.Get, "/download/months.csv?from=2026-09&currency=none&customers=a%0Ab");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(gateway.Service.Asked, asked => asked.Contains("2026-09", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Source_that_is_not_there_is_a_problem() =>
        Assert.StartsWith("source: there is no 'x'.", await served.Fresh().Problem("/download/months.csv?source=x", HttpStatusCode.NotFound), StringComparison.Ordinal);
}
