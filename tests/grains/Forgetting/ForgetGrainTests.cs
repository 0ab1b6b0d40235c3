using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Forgetting;
using Orleans.Tx.Grains.Jobs;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Tests.Revenue;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Revenue.Orders;

namespace Orleans.Tx.Grains.Tests.Forgetting;

public sealed class ForgetGrainTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxy";
    private const string LongName = Letters + Letters + Letters + Letters + Letters + Letters + Letters + Letters + Letters + Letters;

    private static readonly ForgetRequest Ann = new("ann");

    [Fact]
    public async Task Customer_is_marked_first_then_leaves_week_by_week_and_the_log_last()
    {
        var (_, ann, grain) = Known();
        ann.ErasesAfter = 2;

        var ended = await Ended(grain, await grain.Start(Ann));

        Assert.Equal((JobState.Done, 5, 1, null), (ended.State, (int)ended.Rows, (int)ended.SetAside, ended.Message));
        Assert.Equal([new ForgottenWeek("2026-W40", 3, 0), new ForgottenWeek("2026-W42", 2, 1)], ended.Weeks);
        Assert.Equal(
            ["mark", "weeks", "remove 2026-W40 a+b", "remove 2026-W41 a+b", "remove 2026-W42 a+b", "erase", "erase", "erase"], ann.Steps);
    }

    [Fact]
    public async Task Whom_nobody_knows_is_not_found_and_nothing_is_done()
    {
        var source = silo.NewSource();

        var refused = await Assert.ThrowsAsync<TxException>(() => GrainOf(source).Start(new("nobody")));

        Assert.Equal(TxError.NotFound, refused.Error);
        Assert.Equal($"customer: has no transactions in source '{source.Name}'", refused.Message);
    }

    [Theory]
    [InlineData(null, "customer: is missing")]
    [InlineData(" ", "customer: is missing")]
    [InlineData("a\0", "customer: holds a NUL")]
    [InlineData(LongName, "customer: has 510 characters; at most 500 are allowed")]
    public async Task Name_that_no_customer_has_is_refused(string? customer, string why)
    {
        var refused = await Assert.ThrowsAsync<TxException>(() => GrainOf(silo.NewSource()).Start(new(customer)));

        Assert.Equal(TxError.Invalid, refused.Error);
        Assert.StartsWith(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customer_who_was_forgotten_before_is_done_at_once_and_told_so()
    {
        var (_, ann, grain) = Known();
        (ann.IsThere, ann.ForgottenAt) = (false, DateTimeOffset.UnixEpoch);

        var ended = await Ended(grain, await grain.Start(Ann));

        Assert.Equal((JobState.Done, 0), (ended.State, (int)ended.Rows));
        Assert.Equal("the customer was forgotten before, on 1970-01-01 00:00 UTC, and nothing of them is stored", ended.Message);
        Assert.Empty(ann.Steps);
    }

    [Fact]
    public async Task The_same_customer_is_one_job_and_another_has_to_wait()
    {
        var (source, ann, grain) = Known();
        silo.Forgetting.Customer(source, "bob");
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ann.Before = _ => go.Task;

        var started = await grain.Start(Ann);
        var again = await grain.Start(Ann);
        var refused = await Assert.ThrowsAsync<TxException>(() => grain.Start(new("bob")));
        go.SetResult();
        await Ended(grain, started);

        Assert.Equal((JobState.Running, started.Id), (again.State, again.Id));
        Assert.Equal(TxError.Invalid, refused.Error);
        Assert.DoesNotContain("ann", refused.Message, StringComparison.Ordinal);
        Assert.Equal(JobState.Done, (await Ended(grain, await grain.Start(new("bob")))).State);
    }

    [Theory]
    [InlineData("mark")]
    [InlineData("weeks")]
    [InlineData("remove 2026-W41 a+b")]
    [InlineData("erase")]
    public async Task What_is_given_up_or_fails_at_any_step_is_finished_by_the_next_one(string step)
    {
        var (_, ann, grain) = Known();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ann.Before = at =>
        {
            if (at != step)
                return Task.CompletedTask;
            reached.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        var started = await grain.Start(Ann);
        await TestSilo.Soon(reached.Task);
        var cancelled = await TestSilo.Soon(grain.Cancel(started.Id));
        ann.Before = at => at == step ? throw new TxException(TxError.Unavailable, "the store is away") : Task.CompletedTask;
        var failed = await Ended(grain, await grain.Start(Ann));
        ann.Before = _ => Task.CompletedTask;
        var ended = await Ended(grain, await grain.Start(Ann));

        Assert.Equal(JobState.Cancelled, cancelled.State);
        Assert.Equal((JobState.Failed, "the store is away"), (failed.State, failed.Message));
        Assert.Equal((JobState.Done, false), (ended.State, ann.IsThere));
        Assert.Equal(5, cancelled.Rows + failed.Rows + ended.Rows);
    }

    [Fact]
    public async Task Figures_that_do_not_follow_are_told()
    {
        var (source, ann, grain) = Known();
        ann.ErasesAfter = int.MaxValue;
        source.Add(Order("ann", "2026-02-03", 10m));
        source.Faults.Fail(StoreStep.Commit, new TxException(TxError.Invalid, "the months were cut in another zone"), times: 1000);

        var ended = await Ended(grain, await grain.Start(Ann));

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Contains("the months were cut in another zone", ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customers_grain_remembers_nothing_of_them()
    {
        var source = silo.NewSource();
        silo.Forgetting.Customer(source, "ann");
        source.Add(Order("ann", "2026-02-03", 10m));
        await silo.Carry(source);

        await Ended(GrainOf(source), await GrainOf(source).Start(Ann));

        // Asked as the projection asks one that should know.
        var loaded = source.Faults.Count(StoreStep.Ledger);
        var remembers = new LedgerRequest(1, 1, Reload: false, 2, [], ReadAt: 0);
        await silo.Grains.GetGrain<ICustomerGrain>($"{source.Name}/ann").Apply(remembers);
        Assert.Equal(loaded + 1, source.Faults.Count(StoreStep.Ledger));
    }

    [Fact]
    public async Task Forgetting_that_is_not_known_is_not_found()
    {
        var refused = await Assert.ThrowsAsync<TxException>(() => GrainOf(silo.NewSource()).Status("20260101T000000"));

        Assert.Equal(TxError.NotFound, refused.Error);
    }

    private (FakeSource Source, FakeCustomer Ann, IForgetGrain Grain) Known()
    {
        var source = silo.NewSource();
        var ann = silo.Forgetting.Customer(source, "ann");
        ann.Weeks[Week.Parse("2026-W40")] = new ForgottenRows(3, 0);
        ann.Weeks[Week.Parse("2026-W41")] = default;
        ann.Weeks[Week.Parse("2026-W42")] = new ForgottenRows(2, 1);
        return (source, ann, GrainOf(source));
    }

    private IForgetGrain GrainOf(FakeSource source) => silo.Grains.GetGrain<IForgetGrain>(source.Name);

    private async Task<ForgetStatus> Ended(IForgetGrain grain, ForgetStatus started)
    {
        var status = started;
        await silo.Until(async () => (status = await grain.Status(started.Id)).State != JobState.Running);
        return status;
    }
}
