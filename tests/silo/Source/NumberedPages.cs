using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>Pages by their number alone.</summary>
internal static class NumberedPages
{
    public static Task<PageAnswer> Fetch(this ISourceApi api, string source, Week week, long page, CancellationToken cancellationToken) =>
        api.Fetch(source, week, PageCursor.At(page), cancellationToken);
}
