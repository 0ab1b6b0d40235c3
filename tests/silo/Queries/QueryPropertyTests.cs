using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Silo.Tests.Postgres;

namespace Orleans.Tx.Silo.Tests.Queries;

/// <summary>For any log, also one that is behind in the aggregates, any question gets the answer that plain lists of rows come to.</summary>
public sealed class QueryPropertyTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static readonly GroupDimension[] Dimensions = Enum.GetValues<GroupDimension>();
    private int _sources;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private IQueryStore Queries => store.Services.GetRequiredService<IQueryStore>();

    [Fact]
    public void Any_question_gets_the_answer_that_the_rows_come_to() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed => AllAnswersAreRight(seed).GetAwaiter().GetResult()));

    private async Task AllAnswersAreRight(int seed)
    {
        var story = new LogStory(store, $"story-{Interlocked.Increment(ref _sources)}", seed);
        await story.Tell();
        foreach (var _ in Enumerable.Range(0, 8))
        {
            var scope = Scope(story);
            var definition = story.Random.Next(2) == 0 ? NewDefinition.FirstMonth : NewDefinition.FirstOrder;
            await TransactionsAreRight(story, scope);
            await RevenueIsRight(story, scope, definition);
            await GroupsAreRight(story, scope, definition);
        }

        foreach (var customer in LogStory.Customers)
            await CustomerIsRight(story, customer);
    }

    private async Task RevenueIsRight(LogStory story, OrderScope scope, NewDefinition definition)
    {
        var expected = new PlainAnswers(story.AtPosition, story.Zone);
        var stored = await Queries.Revenue(scope, definition, story.Zone, Cancelled);

        // The matrix of all orders is read as it is stored, and its reader picks the currency.
        var told = scope.IsWhole ? scope with { Currency = null } : scope;
        Assert.Equal(expected.Cells(told), PlainAnswers.Sorted(stored.Matrix.Cells.Select(cell => (
            $"{cell.Key.Month} {cell.Key.Cohort} {cell.Key.Currency}",
            PlainAnswers.Text(cell.Value.Revenue.Amount, cell.Value.Orders, cell.Value.Customers)))));
        Assert.Equal(expected.Cohorts(told), PlainAnswers.Sorted(stored.Matrix.Cohorts.Select(cohort => (
            $"{cohort.Key.Cohort} {(cohort.Key.Currency is { } currency ? currency.ToString() : "all")}", $"{cohort.Value}"))));
        var report = RevenueReport.From(stored.Matrix, stored.FirstOrders);
        var news = report.Currencies.SelectMany(block => block.Months.Where(month => month.NewOrders > 0).Select(month =>
            ($"{month.Month} {block.Currency}", PlainAnswers.Text(month.NewRevenue.Amount, month.NewOrders, 0))));
        var asked = scope.Currency is { } only ? news.Where(month => month.Item1.EndsWith($" {only}", StringComparison.Ordinal)) : news;
        Assert.Equal(expected.New(scope, definition), PlainAnswers.Sorted(asked));
    }

    private async Task GroupsAreRight(LogStory story, OrderScope scope, NewDefinition definition)
    {
        var by = Dimensions.Where(dimension => dimension != GroupDimension.Currency && story.Random.Next(4) == 0).Append(GroupDimension.Currency)
            .OrderBy(_ => story.Random.Next()).ToList();
        var groups = new List<GroupRow>();
        await foreach (var chunk in Queries.Groups(scope, by, definition, story.Zone, Cancelled))
            groups.AddRange(chunk.Rows);

        var expected = new PlainAnswers(story.AtPosition, story.Zone).Groups(scope, by, definition);
        Assert.Equal(expected, PlainAnswers.Sorted(groups.Select(group => (
            string.Join('|', group.Keys), $"{PlainAnswers.Text(group.Revenue, group.Orders, group.Customers)} new {PlainAnswers.Text(group.NewRevenue)}"))));
        if (by.Count(dimension => dimension.Unit() is not null) <= 1)
            Assert.Equal(groups.Select(group => string.Join('\0', group.Keys)).Order(StringComparer.Ordinal), groups.Select(group => string.Join('\0', group.Keys)));
    }

    private async Task TransactionsAreRight(LogStory story, OrderScope scope)
    {
        var expected = new PlainAnswers(story.Present, story.Zone).Reported(scope)
            .OrderBy(row => row.OccurredAt).ThenBy(row => row.Id, StringComparer.Ordinal).Select(Text).ToList();
        Assert.Equal(expected, (await Rows(scope, null, null)).Select(Text));

        var (paged, size) = (new List<TransactionRecord>(), story.Random.Next(1, 5));
        while (await Rows(scope, paged is [.., var last] ? new TransactionCursor(last.OccurredAt, last.Id) : null, size) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= size);
            paged.AddRange(page);
        }

        Assert.Equal(expected, paged.Select(Text));
    }

    private async Task CustomerIsRight(LogStory story, string customer)
    {
        var stored = await Queries.Customer(story.Source, customer, 3, Cancelled);
        var rows = story.AtPosition.Where(row => row.Customer == customer).ToList();
        var present = story.Present.Where(row => row.Customer == customer).ToList();
        Assert.Equal(rows.Count + present.Count == 0, stored is null);
        if (stored is null)
            return;

        Assert.Equal(rows.Count == 0 ? null : rows.Min(row => row.OccurredAt), stored.FirstOrder);
        Assert.Equal(rows.Sum(row => row.Amount.Amount), stored.Ledger.Months.ToArray().Sum(month => month.Revenue.Amount));
        Assert.Equal(
            present.OrderByDescending(row => row.OccurredAt).ThenByDescending(row => row.Id, StringComparer.Ordinal).Take(3).Select(Text),
            stored.Last.Select(Text));
    }

    private async Task<List<TransactionRecord>> Rows(OrderScope scope, TransactionCursor? after, long? limit)
    {
        var rows = new List<TransactionRecord>();
        await foreach (var chunk in Queries.Transactions(scope, after, limit, Cancelled))
            rows.AddRange(chunk.Rows);
        return rows;
    }

    private static OrderScope Scope(LogStory story)
    {
        string[] bounds = ["2025-12", "2026-01", "2026-W39", "2026-W40", "2026-10", "2026-09-30", "2026-10-01T12:00:00Z", "2026-11", "1999", "2030-01"];
        var (from, to) = (Bound(story, bounds), Bound(story, bounds));
        if (from is not null && to is not null && string.CompareOrdinal(from, to) >= 0)
            to = null;
        var filter = new OrderFilter(
            from, to,
            story.Random.Next(3) switch { 0 => [.. LogStory.Customers.Where(_ => story.Random.Next(2) == 0)], 1 => [LogStory.Customers[story.Random.Next(5)]], _ => null },
            story.Random.Next(4) switch { 0 => "EUR", 1 => "", _ => null });
        return ScopeOf(story, filter);
    }

    private static OrderScope ScopeOf(LogStory story, OrderFilter filter)
    {
        var (from, to) = (Parsed(filter.From)?.StartIn(story.Zone), Parsed(filter.To)?.EndIn(story.Zone));
        return new OrderScope(
            story.Source, from, from >= to ? null : to, filter.Customers, filter.Currency is { } code ? Currency.Parse(code) : null);

        static Domain.Calendar.TimeBound? Parsed(string? text) => text is null ? null : Domain.Calendar.TimeBound.Parse(text);
    }

    private static string? Bound(LogStory story, string[] bounds) => bounds[story.Random.Next(bounds.Length)] is var bound && bound == "1999" ? null : bound;

    private static string Text(Transaction row) => Text(row.Id, row.Customer, row.OccurredAt, row.Amount.Amount, row.Currency.Code, row.Extra);

    private static string Text(TransactionRecord row) => Text(row.Id, row.Customer, row.OccurredAt, row.Amount, row.Currency, row.Extra);

    private static string Text(string id, string customer, DateTimeOffset at, decimal amount, string? currency, string? extra) =>
        $"{at.UtcDateTime:O} {id} {customer} {PlainAnswers.Text(amount)} {currency} {extra?.Replace(" ", "", StringComparison.Ordinal)}";
}
