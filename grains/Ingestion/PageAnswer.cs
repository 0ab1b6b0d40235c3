using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>What became of a request for a page: one of the kinds below.</summary>
public abstract record PageAnswer
{
    private PageAnswer()
    {
    }

    /// <summary>What the source told with the answer of its own count, where it did.</summary>
    public SourceBudget? Budget { get; init; }

    /// <summary>How many bytes its body had, decompressed, as far as it was read; null where no body came.</summary>
    public int? Bytes { get; init; }

    /// <summary>The page came.</summary>
    /// <param name="Records">Its records that lie within the week, in the page's order.</param>
    /// <param name="SetAside">Those that can't be read.</param>
    /// <param name="Outside">How many lie outside the week.</param>
    /// <param name="Filtered">How many do not count, by the configuration.</param>
    public sealed record Fetched(
        PageFacts Facts, IReadOnlyList<Transaction> Records, IReadOnlyList<SetAsideRecord> SetAside, int Outside, int Filtered = 0)
        : PageAnswer
    {
        /// <summary>Ids of the records that do not count or lie outside the week, as far as they can be read.</summary>
        public IReadOnlyList<string> PassedOver { get; init; } = [];
    }

    /// <summary>The source refused because of its rate limit.</summary>
    /// <param name="Certain">The status says so by itself (429); else the body's words do.</param>
    /// <param name="RetryAfter">How long the source asked to wait, where it said so.</param>
    /// <param name="Message">The source's words, shortened.</param>
    public sealed record RateLimited(bool Certain, TimeSpan? RetryAfter, string Message) : PageAnswer;

    /// <summary>Nothing useful came, and the same request may well succeed later: a timeout, a cut-off or unreadable body, 5xx.</summary>
    /// <param name="MayArriveLater">The request was sent and never answered: the source may count it yet.</param>
    /// <param name="RetryAfter">How long the source asked to wait, where it said so.</param>
    public sealed record Broken(string Message, bool MayArriveLater, TimeSpan? RetryAfter = null) : PageAnswer;

    /// <summary>The page was not asked for, because something had to be done first; now it can be.</summary>
    /// <param name="PermitUsed">That took a request to the source in the page's place.</param>
    public sealed record Postponed(string Message, bool PermitUsed) : PageAnswer;

    /// <summary>The source refuses the request itself: it would do so again.</summary>
    /// <param name="Message">The source's words, shortened, and what to do.</param>
    /// <param name="MaybeNoSuchPage">The status may mean this page alone: a token that is no longer known, or a number behind the last.</param>
    public sealed record Refused(string Message, bool MaybeNoSuchPage = false) : PageAnswer;
}
