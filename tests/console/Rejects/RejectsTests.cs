using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Rejects;

public sealed class RejectsTests
{
    private const int Rows = 1500;

    [Fact]
    public async Task Records_that_a_fixed_mapping_can_read_become_rows_and_the_others_stay()
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = Rows, Faults = new FaultOptions { MalformedRecords = 0.05 } });
        await shop.Work.Output("pull", "--from", Shop.First, "--to", Shop.Last);
        var before = await List(shop, "--limit", "100000");
        var fixable = before.Reasons!.Value.Single(reason => reason.Reason == "missing-customer").Count;
        Assert.Equal(before.Reasons.Value.Sum(reason => reason.Count), before.Records.Length);
        Assert.InRange(fixable, 1, before.Records.Length - 1);

        // Who has no customer is counted under the sales channel.
        shop.Work.Environment["TX__Sources__simulator__Records__Customer__0"] = "/customer_id";
        shop.Work.Environment["TX__Sources__simulator__Records__Customer__1"] = "/channel";
        var first = before.Records.First(record => record.Reason == "missing-customer").Id;
        var one = await Retry(shop, first);
        var gone = await Retry(shop, first);
        var rest = await Retry(shop, "--all");

        Assert.Equal((1L, 0), (one.Stored, one.Left.Length));
        Assert.Equal((0L, "gone"), (gone.Stored, Assert.Single(gone.Left).Reason));
        Assert.Equal((fixable - 1, 0L), (rest.Stored, rest.Restated));
        Assert.Equal(before.Records.Length - fixable, rest.Left.Sum(left => left.Count));
        Assert.DoesNotContain(rest.Left, left => left.Reason == "missing-customer");

        await shop.Work.Serve();
        var weeks = await shop.Work.Weeks();
        Assert.All(weeks, week => Assert.Equal((WeekState.Complete, Rows), (week.Status, week.Rows + week.SetAside)));
        var answer = Truth.Answer(await shop.Work.Output("months", "--format", "json"));
        Assert.Equal(weeks.Sum(week => week.Rows), answer.Rows);
        Assert.Equal((weeks.Sum(week => week.SetAside), 0L), (answer.Coverage!.Rejected, answer.Coverage.LagBatches));
        await AssertShown(shop, rest.Left[0]);
    }

    [Theory]
    [InlineData("rejects retry", "say which records: their ids, --week, --from and --to, --reason, or --all")]
    [InlineData("rejects retry 2025-W03/1/0/0 --all", "ids stand alone")]
    [InlineData("rejects retry 2025-W03", "'2025-W03' names no record that was set aside")]
    [InlineData("rejects show x", "'x' names no record that was set aside")]
    [InlineData("rejects --limit 0", "--limit: '0' is no number of records: 1 or more are allowed")]
    [InlineData("rejects --week 2025-W03 --from 2025-W03", "--week stands alone")]
    [InlineData("rejects", "there is no store")]
    public async Task Wrong_usage_is_one_sentence(string commandLine, string sentence)
    {
        await using var work = new Workplace();
        var refused = await work.Run(commandLine.Split(' '));
        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.Contains(sentence, refused.Error, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>With a service, which has the configuration that it was started with.</summary>
    private static async Task AssertShown(Shop shop, SetAsideLeft left)
    {
        var table = await shop.Work.Output("rejects", "--limit", "2");
        Assert.Contains("The first 2 are shown; --limit shows more.", table, StringComparison.Ordinal);
        var csv = await shop.Work.Run("rejects", "list", "--reason", left.Reason, "--limit", "1000", "--format", "csv");
        Assert.Equal(left.Count + 1, csv.Out.TrimEnd().Split('\n').Length);
        Assert.StartsWith("id,reason,seenAt,bytes,raw\n", csv.Out, StringComparison.Ordinal);
        Assert.Contains($"{left.Count} set aside: {left.Count} {left.Reason}.", csv.Error, StringComparison.Ordinal);

        var shown = await shop.Work.Output("rejects", "show", left.Example);
        Assert.Contains($"Reason   {left.Reason}\n", shown, StringComparison.Ordinal);
        Assert.Contains("\"channel\":", shown, StringComparison.Ordinal);
        var still = await shop.Work.Run("rejects", "retry", "--reason", left.Reason, "--strict");
        Assert.Equal(ExitStatus.Incomplete, still.Status);
        Assert.Contains($"0 stored, 0 restated, 0 already there, {left.Count} still set aside.", still.Out, StringComparison.Ordinal);
    }

    private static async Task<SetAsideList> List(Shop shop, params string[] options) =>
        JsonSerializer.Deserialize<SetAsideList>(await shop.Work.Output(["rejects", .. options, "--format", "json"]), TxJson.Compact)!;

    private static async Task<SetAsideRetried> Retry(Shop shop, params string[] which) =>
        JsonSerializer.Deserialize<SetAsideRetried>(await shop.Work.Output(["rejects", "retry", .. which, "--format", "json"]), TxJson.Compact)!;
}
