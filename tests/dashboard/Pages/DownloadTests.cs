using System.Buffers.Binary;
using System.Xml.Linq;
using Microsoft.Playwright;
using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;

namespace Orleans.Tx.Dashboard.Tests.Pages;

public sealed class DownloadTests(Chromium chromium, ServedSources sources)
{
    private const string Filter = "&currency=EUR&from=2025-03";

    [Theory]
    [InlineData("/", "months")]
    [InlineData("/cohorts", "cohorts")]
    public async Task Downloads_are_what_they_claim_with_the_filters_of_the_page(string path, string table)
    {
        chromium.Require();
        var service = await sources.Started();
        await using var visit = await chromium.Open(service.Origin, Look.Desktop);
        await visit.Go($"{PagePaths.Of(path, ServedSources.Shop)}{Filter}");

        var csv = await Download(visit, "CSV", $"{table}.csv");
        var svg = await Download(visit, "SVG", $"{table}.svg");
        var png = await Download(visit, "PNG", $"{table}.png");

        Assert.Equal(await service.Work.Output(table, "--source", ServedSources.Shop, "--currency", "EUR", "--from", "2025-03", "--format", "csv"), System.Text.Encoding.UTF8.GetString(csv));
        var picture = XDocument.Parse(System.Text.Encoding.UTF8.GetString(svg)).Root!;
        Assert.Equal("svg", picture.Name.LocalName);
        Assert.Contains("2025-03", picture.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("USD", picture.Value, StringComparison.Ordinal);
        Assert.Equal([0x89, .. "PNG\r\n\u001a\n"u8], png[..8]);
        // Twice as large, for screens that show that.
        Assert.Equal(2 * double.Parse(picture.Attribute("width")!.Value, System.Globalization.CultureInfo.InvariantCulture), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        visit.AssertQuiet();
    }

    private static async Task<byte[]> Download(Visit visit, string link, string name)
    {
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync());
        Assert.Equal(name, download.SuggestedFilename);
        return await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
    }
}
