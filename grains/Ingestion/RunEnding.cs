using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Catalog;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>
/// What is done once a run has stored every page: rows that the source no longer has leave, weeks that rows came from are read again,
/// and the week is judged. Lost at any point, it is done again from the beginning, to the same end.
/// </summary>
internal sealed class RunEnding(SourceSettings settings, IWeekStore weeks, IRunRows rows)
{
    /// <returns>What the week is then.</returns>
    public async Task<RunEnd> End(StoredWeek week, CancellationToken cancellationToken)
    {
        var run = await EvidenceOf(week, cancellationToken);
        var unseen = week.Run > 1 ? await rows.Look(week, run.TellsWhatIsGone, cancellationToken) : default;
        var removal = Removal.Of(run, unseen, settings.MostRemoved);
        if (removal is { Rows: > 0, NeedsPerson: false })
            week = await rows.Remove(week, removal.OnlyTwice, cancellationToken);
        if (await rows.Elsewhere(week, cancellationToken) is { Count: > 0 } elsewhere)
            await weeks.Change(week.Source, elsewhere, WeekOrder.Repull, cancellationToken);

        var end = RunJudge.Judge(week, run, unseen, removal, settings);
        await weeks.End(week, end, cancellationToken);
        return end;
    }

    /// <summary>Lets the rows go that wait for a person, and judges the week anew.</summary>
    public async Task Confirm(StoredWeek week, CancellationToken cancellationToken)
    {
        var run = await EvidenceOf(week, cancellationToken);
        var confirmed = await rows.Remove(week, onlyTwice: week.Total is null, cancellationToken);
        await weeks.End(confirmed, RunJudge.Judge(confirmed, run, default, default, settings), cancellationToken);
    }

    private async Task<RunEvidence> EvidenceOf(StoredWeek week, CancellationToken cancellationToken)
    {
        var before = (await weeks.Runs(week.Source, week.Week, cancellationToken)).Where(run => run.Run < week.Run && run.Total == week.Total);
        return new RunEvidence(week.Counts, week.Total, week.TotalChanged, [.. before.TakeLast(2).Select(run => run.Counts)]);
    }
}
