using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Has a grain of its own, so that an API that hangs keeps nobody else waiting.</summary>
internal sealed class PlanGrain(ISourceCatalog catalog, IWeekStore store, ISourceApi api, TimeProvider time) : Grain, IPlanGrain
{
    private const int MostWeeks = 5300;
    private const int MostBroken = 3;

    // Together within the time that a grain may take to answer.
    private static readonly TimeSpan AsksFor = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan AnswersIn = TimeSpan.FromSeconds(22);
    private static readonly TimeSpan Remembers = TimeSpan.FromMinutes(10);

    private readonly Dictionary<Week, FirstPage> _known = [];

    public async Task<PullPlan> Plan(PullRequest request)
    {
        var settings = catalog.Get(this.GetPrimaryKeyString());
        var asked = Asked(request, settings);
        var stored = await store.List(settings.Name, CancellationToken.None);
        foreach (var (week, page) in _known)
        {
            if (time.GetElapsedTime(page.AskedAt) > Remembers)
                _known.Remove(week);
        }

        var states = stored.ToDictionary(week => week.Week);
        await Ask(settings, [.. asked.Where(week => !_known.ContainsKey(week) && PullPlans.MustAsk(states.GetValueOrDefault(week)))]);
        var slots = await GrainFactory.GetGrain<ILimiterGrain>(settings.Name).Slots();
        return PullPlans.Of(settings, asked, stored, _known, slots, time.GetUtcNow());
    }

    private IReadOnlyList<Week> Asked(PullRequest request, SourceSettings settings)
    {
        try
        {
            return AskedWeeks.ToPull(request, settings, time.GetUtcNow(), MostWeeks);
        }
        catch (TxException wrong) when (wrong.Error == TxError.Invalid)
        {
            // Here, since whoever asks can't tell it from what the API refuses.
            throw new TxException(TxError.Invalid, $"{(request.From == request.To ? "from" : "from, to")}: {wrong.Message}");
        }
    }

    private async Task Ask(SourceSettings settings, List<Week> weeks)
    {
        if (weeks.Count == 0)
            return;
        var purse = new PermitPurse(GrainFactory.GetGrain<ILimiterGrain>(settings.Name), $"{settings.Name}/plan", time);
        using var permit = new CancellationTokenSource(AsksFor, time);
        using var answer = new CancellationTokenSource(AnswersIn, time);
        var fetch = new PermittedFetch(api, purse, time);
        try
        {
            foreach (var week in weeks)
                _known[week] = await Ask(fetch, settings, week, permit.Token, answer.Token);
        }
        catch (OperationCanceledException) when (permit.IsCancellationRequested && !answer.IsCancellationRequested)
        {
            // What is left is asked by the next call: the answer says so.
        }
        catch (OperationCanceledException) when (answer.IsCancellationRequested)
        {
            throw new TxException(TxError.Unavailable, $"no answer within {AnswersIn.TotalSeconds:0} seconds: the API is slow; try again later");
        }
        finally
        {
            await purse.Empty();
        }
    }

    private async Task<FirstPage> Ask(PermittedFetch fetch, SourceSettings settings, Week week, CancellationToken permit, CancellationToken answer)
    {
        for (var broken = 0; ;)
        {
            permit.ThrowIfCancellationRequested();
            var began = time.GetTimestamp();
            switch (await fetch.FirstPage(settings.Name, week, permit, answer))
            {
                case PageAnswer.Fetched page:
                    return new FirstPage(page.Facts, time.GetTimestamp(), time.GetElapsedTime(began));
                case PageAnswer.Refused refused:
                    throw new TxException(TxError.Invalid, $"{week}: {refused.Message}");
                case PageAnswer.Broken failed when ++broken == MostBroken:
                    throw new TxException(TxError.Unavailable, $"{week}: {failed.Message}");
                default:
                    // Refused for the limit, or it may go better now: the limiter says when.
                    continue;
            }
        }
    }
}
