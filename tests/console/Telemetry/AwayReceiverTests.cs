using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Telemetry;

public sealed class AwayReceiverTests
{
    [Fact]
    public async Task Pull_goes_on_and_nothing_is_said_where_nobody_takes_the_export()
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = 100 });
        // Nothing listens on the port of discard.
        shop.Work.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9";
        shop.Work.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "50";

        var pulled = await shop.StartPull("--format", "json").End();

        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
        Assert.DoesNotContain("127.0.0.1:9", pulled.Error, StringComparison.Ordinal);
        Shop.AssertWhole(await shop.Work.Weeks(), 100);
    }
}
