using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class AppendTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_cursor_counts_and_batch_are_stored_together()
    {
        var begun = await store.Begin("together");
        var batch = new PageBatch(
            "together", Sample.Week, begun.Run, begun.Cursor,
            [
                new PageAnswer.Fetched(new PageFacts(3, 7, 601), [Sample.Order("a")], [new SetAsideRecord(1, "missing-customer", "{}")], 1, 2),
                Sample.Page(Sample.Order("b"), Sample.Order("c")),
            ],
            PagesInAll: 7, Requests: 4, Rejections: 1);

        var stored = await store.Log.Append(batch, Cancelled);

        var expected = begun with
        {
            Cursor = PageCursor.At(2), Pages = 7, Total = 601, Counts = new WeekCounts(3, 0, 0, 1, 1, 2, Nameless: 4), Requests = 4, Rejections = 1, Stored = 3,
            UpdatedAt = stored.UpdatedAt,
        };
        Assert.Equal(expected, stored);
        Assert.True(stored.UpdatedAt > begun.UpdatedAt);
        Assert.Equal(expected, await store.Weeks.Find("together", Sample.Week, Cancelled));
        Assert.Equal(new StoredPosition(1, 0, 1, null), await store.Projection.Position("together", Cancelled));
        Assert.Equal(3, (await ReadAll("together")).Count);
    }

    [Fact]
    public async Task A_row_reads_as_it_was_stored()
    {
        var order = new Transaction(
            "id/ä \" 'x'", "Ünal, \\ {1}", Sample.Start.AddTicks(12_345_670), Money.Parse("-123456789012.12345678"), Currency.Parse("JPY"),
            """{"note":"a\u0000b \\u0000 \ud83d\ude00 \ud83d","n":1.50}""");

        await store.Append(await store.Begin("as-is"), order);

        var entry = Assert.Single(await ReadAll("as-is"));
        Assert.Equal(new LogEntry(order.Customer, order.OccurredAt, order.Currency, order.Amount, false, Sample.Week), entry);
        Assert.Equal(
            "a\ufffdb \\u0000 \U0001F600 \ufffd",
            await store.Value<string>("select extra->>'note' from tx.transactions where source = 'as-is'"));
    }

    [Fact]
    public async Task A_second_writer_with_the_old_cursor_is_refused_and_stores_nothing()
    {
        var begun = await store.Begin("second");
        var stored = await store.Append(begun, Sample.Order("a"));

        await Assert.ThrowsAsync<CursorMovedException>(() => store.Append(begun, Sample.Order("b")));
        await Assert.ThrowsAsync<CursorMovedException>(() => store.Append(stored with { Run = 2 }, Sample.Order("b")));

        Assert.Equal(stored, await store.Weeks.Find("second", Sample.Week, Cancelled));
        Assert.Single(await ReadAll("second"));
    }

    [Fact]
    public async Task Of_many_writers_with_the_same_cursor_one_succeeds()
    {
        var begun = await store.Begin("race");

        var writers = Enumerable.Range(0, 8)
            .Select(writer => Record.ExceptionAsync(() => store.Append(begun, Sample.Order($"of-{writer}"))).AsTask());
        var refusals = (await Task.WhenAll(writers)).Where(failure => failure is not null).ToList();

        Assert.Equal(7, refusals.Count);
        Assert.All(refusals, refusal => Assert.IsType<CursorMovedException>(refusal));
        Assert.Single(await ReadAll("race"));
    }

    [Fact]
    public async Task A_batch_for_a_week_that_was_never_begun_is_refused() =>
        await Assert.ThrowsAsync<CursorMovedException>(() => store.Log.Append(
            new PageBatch("never", Sample.Week, 1, PageCursor.Start, [Sample.Page(Sample.Order("a"))], null, 1, 0), Cancelled));

    [Fact]
    public async Task Rows_that_are_there_and_the_same_are_duplicates_and_make_no_batch()
    {
        var stored = await store.Append(await store.Begin("same"), Sample.Order("a", amount: 1.5m), Sample.Order("b"));

        var again = await store.Append(stored, Sample.Order("b"), Sample.Order("a", amount: 1.50m));

        Assert.Equal(new WeekCounts(2, 0, 2, 0, 0, Repeated: 2), again.Counts);
        Assert.Equal(1, (await store.Projection.Position("same", Cancelled)).LastBatch);
    }

    [Fact]
    public async Task The_last_record_of_an_id_in_a_batch_wins_and_the_others_are_duplicates()
    {
        var stored = await store.Append(
            await store.Begin("within"), Sample.Order("a", amount: 1), Sample.Order("b"), Sample.Order("a", amount: 2), Sample.Order("a", amount: 3));

        Assert.Equal(new WeekCounts(2, 0, 2, 0, 0, Repeated: 2), stored.Counts);
        Assert.Contains(await ReadAll("within"), entry => entry.Amount == Money.Of(3));
    }

    [Fact]
    public async Task A_row_told_differently_is_taken_back_and_added_anew()
    {
        var first = await store.Append(await store.Begin("restated"), Sample.Order("a", "ada", 10), Sample.Order("b"));
        var before = await store.Projection.Read("restated", 0, 100, Cancelled);

        var second = await store.Append(first, Sample.Order("a", "bob", 12, hour: 2), Sample.Order("c"));

        Assert.Equal(new WeekCounts(3, 1, 0, 0, 0, Repeated: 1), second.Counts);
        Assert.Equal(before!.Entries.Sorted(), (await store.Projection.Read("restated", 0, 2, Cancelled))!.Entries.Sorted());
        var restatement = await store.Projection.Read("restated", 1, 100, Cancelled);
        Assert.Equal(
            new LogEntry[] { Entry("ada", 10, 1, true), Entry("bob", 12, 2, false), Entry("ada", 10.50m, 1, false) }.Sorted(),
            restatement!.Entries.Sorted());
    }

    [Fact]
    public async Task A_change_beyond_revenue_alone_is_kept_without_a_batch()
    {
        var first = await store.Append(await store.Begin("extra"), Sample.Order("a", extra: """{"x":1}"""));

        var second = await store.Append(first, Sample.Order("a", extra: """{"x":2}"""));

        Assert.Equal(new WeekCounts(1, 0, 1, 0, 0, Repeated: 1), second.Counts);
        Assert.Equal(1, (await store.Projection.Position("extra", Cancelled)).LastBatch);
        Assert.Equal("2", await store.Value<string>("select extra->>'x' from tx.transactions where source = 'extra'"));
    }

    [Fact]
    public async Task Records_set_aside_are_kept_bounded_and_without_nul()
    {
        var begun = await store.Begin("aside");
        var raw = "a\0b\ud800" + new string('ä', 40_000);
        var page = new PageAnswer.Fetched(new PageFacts(1, null, null), [], [new SetAsideRecord(7, "missing-id", raw)], 0);

        await store.Log.Append(Sample.Batch(begun, Sample.Page(), page), Cancelled);

        Assert.Equal("1/7/missing-id", await store.Value<string>(
            "select concat_ws('/', page, place, reason) from tx.set_aside where source = 'aside'"));
        var kept = await store.Value<string>("select raw from tx.set_aside where source = 'aside'");
        Assert.StartsWith("ab\ufffdää", kept, StringComparison.Ordinal);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(kept!), 65_530, 65_536);
    }

    [Fact]
    public async Task A_page_without_rows_moves_the_cursor_and_makes_no_batch()
    {
        var stored = await store.Append(await store.Begin("empty"));

        Assert.Equal(PageCursor.At(1), stored.Cursor);
        Assert.Equal(0, (await store.Projection.Position("empty", Cancelled)).LastBatch);
    }

    [Fact]
    public async Task A_waiting_week_is_pulling_again_once_a_batch_came()
    {
        var begun = await store.Begin("waited");
        await store.Weeks.Mark("waited", begun.Week, begun.Run, begun.Cursor, WeekState.Waiting, "for the store", Cancelled);

        Assert.Equal((WeekState.Pulling, null), await store.Append(begun, Sample.Order("a")) is var week ? (week.State, week.Message) : default);
    }

    [Fact]
    public async Task Batches_have_no_gaps_whatever_weeks_are_stored_at_once_and_whatever_fails()
    {
        var weeks = await Task.WhenAll(Sample.Week.Through(Week.Parse("2026-W43")).Select(week => store.Begin("gapless", week)));

        await Task.WhenAll(weeks.Select(StoreMany));

        Assert.Equal("60 1 60", await store.Value<string>("select concat_ws(' ', count(*), min(number), max(number)) from tx.batches where source = 'gapless'"));
        Assert.Equal(60, (await store.Projection.Position("gapless", Cancelled)).LastBatch);
        Assert.True(await store.Value<bool>("select max(uid) - min(uid) > 60 from tx.batches where source = 'gapless'"), "nothing was rolled back");
    }

    private async Task StoreMany(StoredWeek begun)
    {
        var week = begun;
        for (var batch = 0; batch < 15; batch++)
        {
            // Refused by the server after the row was stored and the uid taken: no JSON.
            await Assert.ThrowsAsync<TxException>(() => store.Append(week, Sample.Order("bad", extra: "{")));
            week = await store.Append(week, Sample.Order($"{batch}"));
        }
    }

    private async Task<IReadOnlyList<LogEntry>> ReadAll(string source) =>
        (await store.Projection.Read(source, 0, 1000, Cancelled))!.Entries;

    private static LogEntry Entry(string customer, decimal amount, int hour, bool takenBack) =>
        new(customer, Sample.Start.AddHours(hour), Currency.Parse("EUR"), Money.Of(amount), takenBack, Sample.Week);
}
