using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Sources;

public sealed class SourceCheckTests
{
    private const string Week = "2025-W03";

    [Fact]
    public async Task Check_without_a_store_sends_one_request_and_makes_none()
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = 250 });

        var said = await shop.Work.Output("source", "check", "--week", Week);

        Assert.StartsWith(
            $"simulator, {Week}, first page: 100 records: 100 good, 0 to be set aside, 0 filtered, 0 outside the week\n"
            + "pages: 3 in all (Paging:TotalPages); 250 records in all (Paging:Total)\n", said, StringComparison.Ordinal);
        Assert.Equal(1, shop.Counts.Received);
        Assert.False(Directory.Exists(shop.Work.Data));
    }

    [Fact]
    public async Task Check_takes_a_permit_from_the_service_that_runs()
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = 250 });
        await shop.Work.Serve();

        var result = await shop.Work.Run("source", "check", "--week", Week, "--format", "json");

        Assert.Contains("is asked: it has the configuration that it was started with", result.Error, StringComparison.Ordinal);
        var check = JsonSerializer.Deserialize<SourceCheck>(result.Out, TxJson.Compact)!;
        Assert.Equal((CheckOutcome.Page, 100, 100, 3L, 250L), (check.Outcome, check.Items, check.Good, check.TotalPages, check.Total));
        Assert.Equal(3, check.Rows.Length);
        Assert.Equal(1, shop.Counts.Received);
        Assert.Contains("\"held\": 1", await shop.Work.Output("status", "--format", "json"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Check_names_what_would_be_set_aside_and_the_key_to_change()
    {
        await using var api = await OrdersApi.Start();
        api.WithoutCustomer = true;
        await using var work = Configured(api);

        var said = await work.Output("source", "check", "--week", Week);

        Assert.Contains("1 records: 0 good, 1 to be set aside", said, StringComparison.Ordinal);
        Assert.Contains("pages: the next is /orders?", said, StringComparison.Ordinal);
        Assert.Contains("would be set aside, record 1: missing-customer: {\"id\":\"o1\",", said, StringComparison.Ordinal);
        Assert.Contains("look at: 1 of 1 records would be set aside: missing-customer; look at Records:Customer", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_of_another_week_says_that_the_records_lie_outside()
    {
        await using var api = await OrdersApi.Start();
        await using var work = Configured(api);
        Assert.Contains("look at: every record lies outside the week", await work.Output("source", "check", "--week", "2025-W09"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_that_is_refused_fails_with_the_words_of_the_api_and_without_the_secret()
    {
        await using var api = await OrdersApi.Start();
        api.FailsFrom = 1;
        await using var work = Configured(api);

        var failed = await work.Run("source", "check");

        Assert.Equal(ExitStatus.Failed, failed.Status);
        Assert.Contains("The API answered 403: Not allowed: /orders?", failed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(SecretTests.Secret, failed.Out + failed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("source check --week 2025-W60", "'2025-W60' is no week")]
    [InlineData("source", "source needs to know what to do: check")]
    [InlineData("source check --source other", "--source 'other' is not configured; there are: shop")]
    [InlineData("source check --config none.json", "--config none.json is not there")]
    public async Task Wrong_usage_is_one_sentence_and_sends_nothing(string commandLine, string sentence)
    {
        await using var api = await OrdersApi.Start();
        await using var work = Configured(api);

        var refused = await work.Run(commandLine.Split(' '));

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.StartsWith($"tx: {sentence}", refused.Error, StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task Secret_that_is_missing_is_named_by_its_key()
    {
        await using var api = await OrdersApi.Start();
        await using var work = Configured(api);
        work.Environment.Remove("SHOP_SECRET");

        var refused = await work.Run("source", "check");

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.StartsWith("tx: Sources:shop:Auth:Secret names the environment variable SHOP_SECRET, which is not set", refused.Error, StringComparison.Ordinal);
    }

    private static Workplace Configured(OrdersApi api) => SecretTests.Workplace(api, """{ "Kind": "Query", "Name": "api_key", "Secret": "env:SHOP_SECRET" }""");
}
