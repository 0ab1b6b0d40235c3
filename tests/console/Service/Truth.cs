using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>Compares the store's answers with the ones that the simulator works out for itself, cell by cell.</summary>
internal static class Truth
{
    /// <param name="readableOnly">Without the records that the API hands out malformed.</param>
    public static async Task AssertTold(Shop shop, bool readableOnly = false)
    {
        using var http = new HttpClient();
        var address = new Uri(shop.Api.Admin, $"/truth?{Shop.Range}{(readableOnly ? "&readable=true" : "")}");
        var truth = await http.GetFromJsonAsync<RevenueAnswer>(address, TxJson.Compact, TestContext.Current.CancellationToken);
        var months = Answer(await shop.Work.Output("months", "--format", "json"));
        var cohorts = Answer(await shop.Work.Output("cohorts", "--format", "json"));

        Assert.NotNull(truth);
        Assert.True(truth.Currencies.Length == 2 && truth.Rows > 0, "the truth is worth comparing with");
        Assert.Equal(Text(truth, block => block with { Cohorts = null }), Text(months, block => block));
        Assert.Equal(Text(truth, block => block with { Months = null }), Text(cohorts, block => block));
    }

    public static RevenueAnswer Answer(string json) => JsonSerializer.Deserialize<RevenueAnswer>(json, TxJson.Compact)!;

    // As text, so that a difference shows itself; without what only the store knows.
    private static string Text(RevenueAnswer answer, Func<CurrencyAnswer, CurrencyAnswer> part) => JsonSerializer.Serialize(
        answer with { Coverage = null, Currencies = [.. answer.Currencies.Select(part).Select(Bare)] }, TxJson.Indented);

    private static CurrencyAnswer Bare(CurrencyAnswer block) => block with
    {
        Months = block.Months?.Select(month => month with { Complete = null, NewComplete = null }).ToImmutableArray(),
        Cohorts = block.Cohorts?.Select(cohort => cohort with { Complete = null, NewComplete = null }).ToImmutableArray(),
    };
}
