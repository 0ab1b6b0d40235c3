using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

public sealed class SetAsideGrainTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task List_goes_on_after_its_next_and_counts_once()
    {
        var source = Pulled(5);

        var first = await GrainOf(source).List(new SetAsideQuery(Limit: 3));
        var second = await GrainOf(source).List(new SetAsideQuery(Limit: 3, After: first.Next));

        Assert.Equal([new("bad-amount", 5)], first.Reasons!.Value);
        Assert.Equal((3, Id(2)), (first.Records.Length, first.Next));
        Assert.Equal((2, null, null), (second.Records.Length, second.Next, second.Reasons));
    }

    [Theory]
    [InlineData("x", null, null, 10, "from: 'x' is no week")]
    [InlineData(null, "2026-W99", null, 10, "to: '2026-W99' is no week")]
    [InlineData("2026-W41", "2026-W40", null, 10, "to: the last week, 2026-W40, lies before the first, 2026-W41")]
    [InlineData(null, null, "2026-W40", 10, "after: '2026-W40' names no record")]
    [InlineData(null, null, null, 0, "limit: 0 is not allowed; 1 to 1000 are")]
    [InlineData(null, null, null, 1001, "limit: 1001 is not allowed")]
    public async Task List_of_what_is_none_is_refused(string? from, string? to, string? after, int limit, string message)
    {
        var refused = await Assert.ThrowsAsync<TxException>(() => GrainOf(silo.NewSource()).List(new SetAsideQuery(from, to, null, after, limit)));
        Assert.Equal(TxError.Invalid, refused.Error);
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_gives_the_record_whole_and_what_to_do()
    {
        var source = Pulled(1);

        var record = await GrainOf(source).Show(Id(0));

        Assert.Equal(("bad-amount", "good 100"), (record.Reason, record.Raw));
        Assert.StartsWith("look at Records:Amount", record.Advice, StringComparison.Ordinal);
        Assert.Equal(TxError.NotFound, (await Assert.ThrowsAsync<TxException>(() => GrainOf(source).Show(Id(1)))).Error);
        Assert.Equal(TxError.Invalid, (await Assert.ThrowsAsync<TxException>(() => GrainOf(source).Show("it"))).Error);
    }

    [Fact]
    public async Task Retry_stores_what_is_good_now_and_the_figures_follow()
    {
        var source = Pulled(3, (1, "missing-customer"), (2, LeftReason.OutsideWeek));

        var answer = await GrainOf(source).Retry(new SetAsideRetry(All: true));

        Assert.Equal((1, 0, 0, null), (answer.Stored, answer.Restated, answer.AlreadyThere, answer.Next));
        Assert.Equal([("missing-customer", 1, Id(1)), (LeftReason.OutsideWeek, 1, Id(2))], answer.Left.Select(left => (left.Reason, left.Count, left.Example)));
        Assert.Contains("repull the week", answer.Left[1].Advice, StringComparison.Ordinal);
        Assert.Equal(["missing-customer", LeftReason.OutsideWeek], (await GrainOf(source).List(new SetAsideQuery())).Records.Select(record => record.Reason));
        await silo.Until(() => source.Store.Aggregates.Position(source.Store.Log.Last) is var at && at.Position == at.LastBatch);
        Assert.Contains(Record(Past, 100), source.Store.Log.Rows);
    }

    [Fact]
    public async Task Retry_of_what_is_kept_in_part_keeps_the_reason()
    {
        var source = Pulled(1, (0, LeftReason.KeptInPart));

        var answer = await GrainOf(source).Retry(new SetAsideRetry(Reason: "bad-amount"));

        Assert.Equal(LeftReason.KeptInPart, Assert.Single(answer.Left).Reason);
        Assert.Equal("bad-amount", (await GrainOf(source).Show(Id(0))).Reason);
    }

    [Fact]
    public async Task Retry_of_many_takes_some_at_a_time()
    {
        var source = Pulled(450);

        var calls = new List<SetAsideRetried>();
        var request = new SetAsideRetry(From: Past.ToString(), To: Past.ToString());
        do
        {
            calls.Add(await GrainOf(source).Retry(request with { After = calls.LastOrDefault()?.Next }));
        }
        while (calls[^1].Next is not null);

        Assert.Equal([200, 200, 50], calls.Select(call => call.Stored));
        Assert.Empty(source.SetAside);
        Assert.Equal(new WeekCounts(454, 0, 0, 0, 0), source.Store.Find(Past)!.Counts);
    }

    [Fact]
    public async Task Retry_whose_answer_was_lost_is_done_again_and_doubles_nothing()
    {
        var source = Pulled(3);
        source.Faults.LoseAnswer(StoreStep.SetAside);
        source.Faults.LoseAnswer(StoreStep.SetAside);
        await Assert.ThrowsAsync<TxException>(() => GrainOf(source).Retry(new SetAsideRetry(All: true)));
        await Assert.ThrowsAsync<TxException>(() => GrainOf(source).Retry(new SetAsideRetry(All: true)));
        source.Faults.End();

        await GrainOf(source).Retry(new SetAsideRetry(All: true));

        Assert.Equal(new WeekCounts(7, 0, 0, 0, 0), source.Store.Find(Past)!.Counts);
        Assert.Equal(7, source.Store.Log.EntriesUpTo(source.Store.Log.Last).Count);
        await silo.Until(() => source.Store.Aggregates.Position(source.Store.Log.Last) is var at && at.Position == at.LastBatch);
    }

    [Theory]
    [InlineData(WeekState.Queued, "queued")]
    [InlineData(WeekState.Pulling, "pulling")]
    [InlineData(WeekState.Waiting, "waiting")]
    public async Task Retry_of_one_week_that_is_under_way_is_refused(WeekState state, string word)
    {
        var source = Pulled(1);
        Now(source, Past, state);

        foreach (var request in (SetAsideRetry[])[new(Ids: [Id(0)]), new(From: Past.ToString(), To: Past.ToString())])
        {
            var refused = await Assert.ThrowsAsync<TxException>(() => GrainOf(source).Retry(request));
            Assert.Equal((TxError.Invalid, $"{Past} is {word}: its records are read again when its pull has ended"), (refused.Error, refused.Message));
        }

        Assert.Single(source.SetAside);
    }

    [Fact]
    public async Task Retry_of_all_leaves_out_a_week_that_is_under_way()
    {
        var source = Pulled(2);
        source.Store.Put(source.Store.Find(Past)! with { Week = Before });
        Add(source, Before, 3);
        Now(source, Before, WeekState.Pulling);

        var first = await GrainOf(source).Retry(new SetAsideRetry(All: true));
        var second = await GrainOf(source).Retry(new SetAsideRetry(All: true, After: first.Next));

        Assert.Equal((LeftReason.UnderWay, 3), (Assert.Single(first.Left).Reason, first.Left[0].Count));
        Assert.Equal((0, 2, null), (first.Stored, second.Stored, second.Next));
        Assert.Equal(3, source.SetAside.Count);
    }

    [Fact]
    public async Task Retry_by_id_tells_what_is_gone_and_what_a_later_run_read()
    {
        var source = Pulled(1);
        source.Store.Put(source.Store.Find(Past)! with { Run = 2 });
        Add(source, Past, 1, run: 2);

        var answer = await GrainOf(source).Retry(new SetAsideRetry(Ids: [Id(0), Id(0, run: 2), Id(9)]));

        Assert.Equal(1, answer.Stored);
        Assert.Equal([(LeftReason.EarlierRun, Id(0)), (LeftReason.Gone, Id(9))], answer.Left.Select(left => (left.Reason, left.Example)));
    }

    [Fact]
    public async Task Retry_of_nothing_or_too_much_is_refused()
    {
        var source = Pulled(1);
        foreach (var request in (SetAsideRetry[])
            [new(), new(Ids: []), new(Ids: [Id(0)], All: true), new(Ids: ["x"]), new(Ids: [.. Enumerable.Range(0, 201).Select(place => Id(place))])])
            Assert.Equal(TxError.Invalid, (await Assert.ThrowsAsync<TxException>(() => GrainOf(source).Retry(request))).Error);
        source.IsForgotten = true;
        Assert.Equal(TxError.NotFound, (await Assert.ThrowsAsync<TxException>(() => GrainOf(source).Retry(new(All: true)))).Error);
    }

    private ISetAsideGrain GrainOf(FakeSource source) => silo.Grains.GetGrain<ISetAsideGrain>(source.Name);

    /// <summary>A source whose past week was pulled, by nobody who still looks after it, with so many records set aside; those that are not named are good by now.</summary>
    private FakeSource Pulled(int setAside, params (int Place, string Reason)[] stillBad)
    {
        var source = silo.NewSource(records: 4);
        source.Store.Queue(Past);
        var begun = source.Store.Begin(Past, "as it is")!;
        var page = new PageAnswer.Fetched(new PageFacts(4, 1, 4), Records(Past, 4), [], 0);
        var stored = source.Store.Append(new PageBatch(source.Name, Past, begun.Run, begun.Cursor, [page], 1, 1, 0));
        source.Store.Mark(Past, stored.Run, stored.Cursor, WeekState.Complete, null);
        Add(source, Past, setAside);
        foreach (var (place, reason) in stillBad)
            source.SetAside[SetAsideId.Parse(Id(place))] = ("bad-amount", reason);
        return source;
    }

    private static void Add(FakeSource source, Week week, int count, int run = 1)
    {
        for (var place = 0; place < count; place++)
            source.SetAside[new SetAsideId(week, run, 0, place)] = ("bad-amount", $"good {100 + place}");
        var stored = source.Store.Find(week)!;
        source.Store.Put(stored with { Counts = stored.Counts + new WeekCounts(0, 0, 0, count, 0) });
    }

    private static void Now(FakeSource source, Week week, WeekState state) => source.Store.Put(source.Store.Find(week)! with { State = state });

    private static string Id(int place, int run = 1) => new SetAsideId(Past, run, 0, place).ToString();
}
