using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Consecutive pages of a week, to be stored in one transaction.</summary>
/// <param name="From">The cursor that the week must have.</param>
/// <param name="Pages">What came, in order; the first is the page at <paramref name="From"/>.</param>
/// <param name="PagesInAll">Pages in all, where the API tells.</param>
/// <param name="Requests">Requests sent since the last batch, refused ones included.</param>
/// <param name="Rejections">Those that the rate limit refused.</param>
public sealed record PageBatch(
    string Source, Week Week, int Run, PageCursor From, IReadOnlyList<PageAnswer.Fetched> Pages, long? PagesInAll, long Requests, long Rejections)
{
    /// <summary>The cursor that follows the pages.</summary>
    public PageCursor To => PageCursor.At(From.Page + Pages.Count, Pages.Count == 0 ? From.Token : Pages[^1].Facts.Next);

    /// <summary>Its pages do not agree on how many records there are in all.</summary>
    public bool TotalChanged => Pages.Select(page => page.Facts.Total).OfType<long>().Distinct().Skip(1).Any();

    /// <summary>Records in all, as the last page that tells says; else as a page said that is none of the batch.</summary>
    public long? Total => Pages.LastOrDefault(page => page.Facts.Total is not null)?.Facts.Total ?? Told;

    /// <summary>Records in all, as a page behind the last one says.</summary>
    public long? Told { get; init; }
}
