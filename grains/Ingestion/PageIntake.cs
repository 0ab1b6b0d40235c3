using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>What the source's answers mean for a run: a page for the plan, a wait, or the end of it.</summary>
internal sealed class PageIntake(PagePlan<PageAnswer.Fetched> plan, SourceSettings settings, AcceptedQueries queries, RetryDelay delay)
{
    private const int MostRefusalsAtFirst = 3;

    private string? _noSuchPage;
    private int _refusedInRow;

    /// <summary>A page came.</summary>
    public bool HasAccepted { get; private set; }

    /// <summary>Requests that the rate limit refused, since they were last taken.</summary>
    public long Rejections { get; private set; }

    /// <summary>Records in all, as a page said last; null where none did.</summary>
    public long? Told { get; private set; }

    /// <summary>Why the source gives nothing at present; null where it does.</summary>
    public string? Trouble { get; private set; }

    public static PermitOutcome OutcomeOf(PageAnswer answer) => answer switch
    {
        PageAnswer.RateLimited => PermitOutcome.Rejected,
        PageAnswer.Broken { MayArriveLater: true } => PermitOutcome.Unknown,
        PageAnswer.Postponed { PermitUsed: false } => PermitOutcome.Unsent,
        _ => PermitOutcome.Accepted,
    };

    /// <param name="stored">Where the run's stored pages end.</param>
    /// <exception cref="PullFailedException">The source refuses the request itself, or its pages come to no end.</exception>
    public void Take(long page, PageAnswer answer, PageCursor stored)
    {
        switch (answer)
        {
            case PageAnswer.Fetched fetched:
                TakePage(page, fetched);
                return;
            case PageAnswer.Refused refused:
                TakeRefusal(page, refused);
                return;
            case PageAnswer.RateLimited limited:
                plan.Failed(page);
                Rejections++;
                Trouble = $"the source refused for its rate limit: {limited.Message}";
                CheckThatItIsTheLimit(limited, stored);
                return;
            case PageAnswer.Broken broken:
                plan.Failed(page);
                delay.Failed(broken.RetryAfter);
                Trouble = broken.Message;
                return;
            default:
                plan.Failed(page);
                return;
        }
    }

    /// <summary>Rejections that are stored count no longer.</summary>
    public void Forget(long rejections) => Rejections -= rejections;

    private void TakePage(long page, PageAnswer.Fetched fetched)
    {
        plan.Arrived(page, fetched.Facts, fetched);
        Told = fetched.Facts.Total ?? Told;
        delay.Succeeded();
        (HasAccepted, _refusedInRow, Trouble) = (true, 0, null);
        queries.Add(settings);
        CheckThatItEnds();
    }

    private void TakeRefusal(long page, PageAnswer.Refused refused)
    {
        if (refused.MaybeNoSuchPage && plan.Refused(page))
        {
            _noSuchPage ??= refused.Message;
            CheckThatItEnds();
            return;
        }

        // Nothing was accepted yet: it is the token that the run was to go on from.
        var lost = refused.MaybeNoSuchPage && !HasAccepted && plan.At(page).Token is not null;
        throw new PullFailedException(refused.Message) { LostItsPlace = lost };
    }

    private void CheckThatItEnds()
    {
        if (plan.Wrong is { } wrong)
            throw new PullFailedException(_noSuchPage is null ? wrong : $"{wrong}: {_noSuchPage}");
    }

    // A 400 whose words only look like a rate limit would be tried forever: no page ever came, so it may mean the query itself.
    private void CheckThatItIsTheLimit(PageAnswer.RateLimited limited, PageCursor stored)
    {
        if (!limited.Certain && !queries.Contains(settings) && stored.Page == 0 && ++_refusedInRow >= MostRefusalsAtFirst)
            throw new PullFailedException($"the source refused {_refusedInRow} times in a row and never accepted a request: {limited.Message}");
    }
}
