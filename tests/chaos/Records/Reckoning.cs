using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using Orleans.Tx.Chaos.Tests.Running;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Chaos.Tests.Records;

/// <summary>After all that happened: what the store has is what the API has, and every aggregate is what the rows come to.</summary>
internal static class Reckoning
{
    /// <summary>Starts a service to ask, and compares everything. All weeks have to be whole.</summary>
    public static async Task AssertRight(ChaosShop shop, IReadOnlyList<Week> weeks, ChaosRun run)
    {
        var truth = await ApiTruth.Read(shop.Options, weeks);
        var service = await shop.Work.Serve();
        try
        {
            await AssertRight(shop, weeks, truth, run);
        }
        finally
        {
            await service.Kill();
        }
    }

    private static async Task AssertRight(ChaosShop shop, IReadOnlyList<Week> weeks, ApiTruth truth, ChaosRun run)
    {
        AssertWhole(await shop.Work.Weeks(), weeks, truth);
        await AssertSameRows(shop, truth);
        var verified = JsonSerializer.Deserialize<VerificationStatus>(await shop.Work.Output("verify", "--format", "json"), TxJson.Compact)!;
        Assert.Equal((0, verified.LastBatch, null), (verified.Differences, verified.Position, verified.Message));
        await AssertSameAnswers(shop, weeks);
        run.Tell($"{truth.Readable.Count} rows and {truth.Unreadable} set aside in {weeks.Count} weeks, {verified.LastBatch} batches, {verified.Ledgers} ledgers: {verified.Differences} differences");
    }

    private static void AssertWhole(ImmutableArray<WeekStatus> stored, IReadOnlyList<Week> weeks, ApiTruth truth)
    {
        Assert.Equal(weeks.Select(week => week.ToString()), stored.Select(week => week.Week));
        Assert.All(stored, week => Assert.Equal((WeekState.Complete, 0), (week.Status, week.Outside)));
        Assert.Equal(truth.Unreadable > 0, stored.Any(week => week.SetAside > 0));
    }

    private static async Task AssertSameRows(ChaosShop shop, ApiTruth truth)
    {
        var stored = await new StoreDatabase(shop.Work.Data).All(
            "select id, customer, occurred_at, amount, currency from tx.transactions",
            row => new ApiRecord(row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetDecimal(3), row.GetString(4)));

        Assert.Equal([], stored.GroupBy(row => row.Id, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"{same.Key} is stored {same.Count()} times"));
        Assert.Equal([], stored.Where(row => truth.Readable.GetValueOrDefault(row.Id) != row).Select(row => $"{row} is {truth.Readable.GetValueOrDefault(row.Id)}").Take(10));
        Assert.Equal([], truth.Readable.Keys.Except(stored.Select(row => row.Id), StringComparer.Ordinal).Select(id => $"{truth.Readable[id]} is not stored").Take(10));
    }

    private static async Task AssertSameAnswers(ChaosShop shop, IReadOnlyList<Week> weeks)
    {
        using var http = new HttpClient();
        var address = new Uri(shop.Api.Admin, $"/truth?from={weeks[0].Monday:yyyy-MM-dd}&to={weeks[^1].End:yyyy-MM-dd}&readable=true");
        var truth = await http.GetFromJsonAsync<RevenueAnswer>(address, TxJson.Compact, TestContext.Current.CancellationToken);
        var months = Answer(await shop.Work.Output("months", "--format", "json"));
        var cohorts = Answer(await shop.Work.Output("cohorts", "--format", "json"));

        Assert.Equal(Text(truth!, block => block with { Cohorts = null }), Text(months, block => block));
        Assert.Equal(Text(truth!, block => block with { Months = null }), Text(cohorts, block => block));
    }

    private static RevenueAnswer Answer(string json) => JsonSerializer.Deserialize<RevenueAnswer>(json, TxJson.Compact)!;

    // As text, so that a difference shows itself; without what only the store knows.
    private static string Text(RevenueAnswer answer, Func<CurrencyAnswer, CurrencyAnswer> part) => JsonSerializer.Serialize(
        answer with { Coverage = null, Currencies = [.. answer.Currencies.Select(part).Select(Bare)] }, TxJson.Indented);

    private static CurrencyAnswer Bare(CurrencyAnswer block) => block with
    {
        Months = block.Months?.Select(month => month with { Complete = null, NewComplete = null }).ToImmutableArray(),
        Cohorts = block.Cohorts?.Select(cohort => cohort with { Complete = null, NewComplete = null }).ToImmutableArray(),
    };
}
