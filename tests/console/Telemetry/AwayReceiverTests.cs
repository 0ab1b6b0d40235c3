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

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "tx: OTEL_EXPORTER_OTLP_ENDPOINT is no http or https URL; allowed: such as http://localhost:4318, or empty for no export\n")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/json", "tx: OTEL_EXPORTER_OTLP_TRACES_PROTOCOL is 'http/json'; allowed: grpc, http/protobuf\n")]
    public async Task Variable_that_cannot_be_meant_is_named(string variable, string value, string message)
    {
        await using var work = new Workplace();
        work.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9";
        work.Environment[variable] = value;

        var refused = await work.Run("up", "--listen", "http://127.0.0.1:0");

        Assert.Equal((ExitStatus.Usage, message), (refused.Status, LastLine(refused.Error)));
    }

    // Making a store is told before.
    private static string LastLine(string text) => text.TrimEnd('\n').Split('\n')[^1] + "\n";
}
