using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Sends single requests for first pages, each on a permit of its own.</summary>
internal sealed class PermittedFetch(ISourceApi api, PermitPurse purse, TimeProvider time)
{
    private const int MostPostponed = 3;

    /// <summary>Waits for a permit and sends one request, and another one where it was spent on an access token.</summary>
    /// <param name="permit">Ends the waiting for a permit.</param>
    /// <param name="answer">Ends the waiting for the answer.</param>
    public async Task<PageAnswer> FirstPage(string source, Week week, CancellationToken permit, CancellationToken answer)
    {
        for (var tries = 1; ; tries++)
        {
            var page = await Fetch(source, week, await Lease(permit), answer);
            if (page is not PageAnswer.Postponed || tries == MostPostponed)
                return page;
        }
    }

    private async Task<long> Lease(CancellationToken cancellationToken)
    {
        long lease;
        while (!purse.TryTake(out lease))
        {
            if (purse.UntilAsk(wanting: true, idle: true) is { } wait && wait > TimeSpan.Zero)
                await time.DelayAtLeast(wait, cancellationToken);
            await purse.Ask(1);
        }

        return lease;
    }

    private async Task<PageAnswer> Fetch(string source, Week week, long lease, CancellationToken cancellationToken)
    {
        var outcome = PermitOutcome.Unknown;
        PageAnswer? answer = null;
        try
        {
            answer = await api.Fetch(source, week, PageCursor.Start, cancellationToken);
            outcome = PageIntake.OutcomeOf(answer);
            return answer;
        }
        catch (TxException)
        {
            outcome = PermitOutcome.Unsent;
            throw;
        }
        finally
        {
            purse.Settle(lease, outcome, (answer as PageAnswer.RateLimited)?.RetryAfter, answer?.Budget);
        }
    }
}
