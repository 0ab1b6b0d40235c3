using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>All pages of the week, one after the other, as a pull would take them; between any two the cursor is written and read again.</summary>
internal sealed record Walk(IReadOnlyList<PageAnswer.Fetched> Pages, IReadOnlyList<string> Cursors, PageAnswer? Refused, string? Wrong)
{
    public IEnumerable<Transaction> Records => Pages.SelectMany(page => page.Records);

    public IEnumerable<string> Ids => Records.Select(record => record.Id);

    public static async Task<Walk> Through(ISourceApi api, TxOptions options, string source = "acme")
    {
        var manner = new SourceCatalog(options).Get(source).Paging;
        var (pages, cursors) = (new List<PageAnswer.Fetched>(), new List<string>());
        for (var cursor = PageCursor.Start; ;)
        {
            var plan = new PagePlan<PageAnswer.Fetched>(cursor, manner);
            if (plan.Done)
                return new Walk(pages, cursors, null, null);
            var page = plan.Next();
            if (await api.Fetch(source, TestSource.Week, plan.At(page), TestContext.Current.CancellationToken) is not PageAnswer.Fetched fetched)
                return new Walk(pages, cursors, await api.Fetch(source, TestSource.Week, plan.At(page), TestContext.Current.CancellationToken), null);
            plan.Arrived(page, fetched.Facts, fetched);
            if (plan.Wrong is { } wrong)
                return new Walk(pages, cursors, null, wrong);
            var ready = plan.Ready(1);
            pages.AddRange(ready);
            plan.Stored(ready.Count);
            cursors.Add(plan.Cursor.ToString());
            if (plan.Done)
                return new Walk(pages, cursors, null, null);
            cursor = PageCursor.Parse(plan.Cursor.ToString());
        }
    }
}
