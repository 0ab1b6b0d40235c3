using Orleans.Tx.Domain.Paging;

namespace Orleans.Tx.Domain.Planning;

/// <summary>How many requests a pull takes.</summary>
public static class PullCost
{
    /// <summary>How many pages a week has, as its first page tells; null where it does not.</summary>
    public static long? PagesOf(PageFacts first, PagingManner manner)
    {
        if (first.HasMore == false || (manner.ByToken && first.Next is null))
            return 1;
        if (first.TotalPages is { } pages)
            return Math.Max(1, pages);
        if (first.Total is { } records)
            return Math.Max(1, (records + manner.PageSize - 1) / manner.PageSize);
        var ends = first.HasMore is null && !manner.ByToken && (first.Items == 0 || (manner.EndsShort && first.Items < manner.PageSize));
        return ends ? 1 : null;
    }

    /// <summary>How long requests take at least for their answers alone.</summary>
    /// <param name="latency">How long one takes.</param>
    /// <param name="lanes">How many are under way at once.</param>
    public static TimeSpan AnswerTime(long requests, TimeSpan latency, int lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        var ticks = (Int128)latency.Ticks * requests / lanes;
        return ticks < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)ticks) : TimeSpan.MaxValue;
    }
}
