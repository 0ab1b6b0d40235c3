using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

public sealed class SourceCheckTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task A_check_takes_a_permit_and_tells_what_the_page_holds()
    {
        var source = silo.NewSource(records: 5);

        var check = await CheckOf(source).Check(Past.ToString());

        Assert.Equal((CheckOutcome.Page, 2, 2, 3L, 5L), (check.Outcome, check.Items, check.Good, check.TotalPages, check.Total));
        Assert.Equal(["r0000", "r0001"], check.Rows.Select(row => row.Id));
        Assert.Equal((1, 0), (await silo.Limiter(source) is var limiter ? limiter.Held : -1, limiter.Leased));
        Assert.Empty(source.Store.Weeks);
    }

    [Fact]
    public async Task A_check_asks_for_the_last_week_that_is_over()
    {
        var source = silo.NewSource(records: 0);
        var check = await CheckOf(source).Check(null);
        Assert.Equal(Present.Previous.ToString(), check.Week);
        Assert.Contains("the page is empty", Assert.Single(check.Advice), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_goes_on_after_an_access_token_was_fetched()
    {
        var source = silo.NewSource(records: 2);
        source.Api.Answer(Past, 0, new PageAnswer.Postponed("an access token was fetched", PermitUsed: false));
        Assert.Equal(CheckOutcome.Page, (await CheckOf(source).Check(Past.ToString())).Outcome);
        Assert.Equal(1, (await silo.Limiter(source)).Held);
    }

    [Fact]
    public async Task A_check_for_which_there_is_no_permit_gives_up_in_time()
    {
        var source = silo.NewSource(records: 2);
        source.Settings = source.Settings with { Limit = new WindowLimit(1, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)) };
        await CheckOf(source).Check(Past.ToString());

        var waiting = CheckOf(source).Check(Past.ToString());
        await silo.Until(() => waiting.IsCompleted);

        var refused = await Assert.ThrowsAsync<TxException>(() => waiting);
        Assert.Equal(TxError.Unavailable, refused.Error);
        Assert.Single(source.Api.Requests);
    }

    [Theory]
    [InlineData("2026-W60")]
    [InlineData("")]
    public async Task A_check_of_no_week_is_refused(string week)
    {
        var refused = await Assert.ThrowsAsync<TxException>(() => CheckOf(silo.NewSource(records: 1)).Check(week));
        Assert.Equal(TxError.Invalid, refused.Error);
    }

    [Theory]
    [InlineData("missing-id", "Records:Id")]
    [InlineData("bad-customer", "Records:Customer (it may be a list of places)")]
    [InlineData("bad-time", "Records:OccurredAt or OccurredAtFormat")]
    [InlineData("missing-amount", "Records:Amount")]
    [InlineData("bad-currency", "Records:Currency, DefaultCurrency or MinorDigits")]
    [InlineData("not-an-object", "Records:Items")]
    public void Records_to_be_set_aside_name_the_key_to_change(string reason, string key)
    {
        var page = new PageAnswer.Fetched(new PageFacts(1, null, null), [], [new SetAsideRecord(0, reason, new string('x', 5000))], 0);
        var check = SourceChecks.Of("shop", Past, page);
        Assert.Contains($"1 of 1 records would be set aside: {reason}; look at {key}", check.Advice);
        Assert.Equal(2001, Assert.Single(check.Rejects).Raw.Length);
    }

    [Theory]
    [InlineData(0, 4, "no record counts: look at Records:Where")]
    [InlineData(4, 0, "every record lies outside the week")]
    [InlineData(1, 0, "1 records lie outside the week")]
    public void Records_that_do_not_count_name_the_key_to_change(int outside, int filtered, string advice)
    {
        var page = new PageAnswer.Fetched(new PageFacts(4, null, null), Records(Past, 4 - outside - filtered), [], outside, filtered);
        Assert.StartsWith(advice, Assert.Single(SourceChecks.Of("shop", Past, page).Advice), StringComparison.Ordinal);
    }

    private ISourceCheckGrain CheckOf(FakeSource source) => silo.Grains.GetGrain<ISourceCheckGrain>(source.Name);
}
