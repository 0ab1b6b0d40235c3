using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Forgetting;

/// <summary>Records that came in of customers who were forgotten: passed over like those that do not count.</summary>
internal static class ForgottenRecords
{
    /// <summary>The batch without them; the same one where there are none. The row of its week is locked.</summary>
    public static async Task<PageBatch> PassOver(StoreSession session, PageBatch batch)
    {
        var forgotten = await ForgottenCustomers.Among(session, batch.Source, batch.Pages.SelectMany(Customers));
        return forgotten.Count == 0 ? batch : batch with { Pages = [.. batch.Pages.Select(page => Without(page, forgotten))] };
    }

    private static IEnumerable<string> Customers(PageAnswer.Fetched page) =>
        page.Records.Select(record => record.Customer).Concat(page.SetAside.SelectMany(record => record.Customers));

    private static PageAnswer.Fetched Without(PageAnswer.Fetched page, IReadOnlySet<string> forgotten)
    {
        var rows = page.Records.ToLookup(record => forgotten.Contains(record.Customer));
        var setAside = page.SetAside.ToLookup(record => record.Customers.Any(forgotten.Contains));
        return page with
        {
            Records = [.. rows[false]],
            SetAside = [.. setAside[false]],
            Filtered = page.Filtered + rows[true].Count() + setAside[true].Count(),
            PassedOver =
            [
                .. page.PassedOver,
                .. rows[true].Select(record => record.Id),
                .. setAside[true].Select(record => record.Id).OfType<string>(),
            ],
        };
    }
}
