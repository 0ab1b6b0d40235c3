using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Has a grain of its own, so that an API that hangs keeps nobody else waiting.</summary>
internal sealed class SourceCheckGrain(ISourceCatalog catalog, ISourceApi api, TimeProvider time) : Grain, ISourceCheckGrain
{
    // Within the time that a grain may take to answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);
    private const int MostPostponed = 3;

    public async Task<SourceCheck> Check(string? week)
    {
        var settings = catalog.Get(this.GetPrimaryKeyString());
        var asked = CheckedWeek.Of(week, settings, time);
        var purse = new PermitPurse(GrainFactory.GetGrain<ILimiterGrain>(settings.Name), $"{settings.Name}/check", time);
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            for (var tries = 1; ; tries++)
            {
                var answer = await Fetch(settings.Name, asked, purse, patience.Token);
                if (answer is not PageAnswer.Postponed || tries == MostPostponed)
                    return SourceChecks.Of(settings.Name, asked, answer);
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new TxException(
                TxError.Unavailable, $"no permit and answer within {Patience.TotalSeconds:0} seconds: the limit is in use, or the API is slow; try again later");
        }
        finally
        {
            await purse.Empty();
        }
    }

    private async Task<PageAnswer> Fetch(string source, Week week, PermitPurse purse, CancellationToken cancellationToken)
    {
        long lease;
        while (!purse.TryTake(out lease))
        {
            if (purse.UntilAsk(wanting: true, idle: true) is { } wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
            await purse.Ask(1);
        }

        var outcome = PermitOutcome.Unknown;
        PageAnswer? answer = null;
        try
        {
            answer = await api.Fetch(source, week, PageCursor.Start, cancellationToken);
            outcome = PullRun.OutcomeOf(answer);
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
