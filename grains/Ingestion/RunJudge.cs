using System.Globalization;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Catalog;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Says what a week is whose pages are all stored.</summary>
internal static class RunJudge
{
    public static RunEnd Judge(StoredWeek week, RunEvidence run, UnseenRows unseen, Removal removal, SourceSettings settings)
    {
        if (!(week.RunBeganAt >= week.Week.EndIn(settings.Zone) + settings.Calendar.Settle))
            return new RunEnd(WeekState.Pulled, "the week was not over and settled when its pull began: pull it again later");
        if (!run.Matches)
            return Mismatch(week, run);
        if (removal.NeedsPerson)
            return new RunEnd(
                WeekState.Pulled,
                Text($"{removal.Rows} of {unseen.Stored} stored rows are no longer at the source, too many to let go unasked: `tx weeks confirm {week.Week}` if that is right"),
                Leaving: removal.Rows);
        return new RunEnd(WeekState.Complete, Remark(run, unseen, removal));
    }

    private static RunEnd Mismatch(StoredWeek week, RunEvidence run)
    {
        var twice = run.Counts.Repeated == 0 ? "" : Text($", and {run.Counts.Repeated} came more than once");
        var told = Text($"the source tells of {run.Total} records and {run.Counts.Distinct} different ones came{twice}");
        return week.IsSecondReading && !run.FoundTheSame
            ? new RunEnd(WeekState.Pulled, $"{told}, though the week was read again: pull it again later")
            : new RunEnd(WeekState.Queued, $"{told}: it is read once more", ReadAgain: true);
    }

    private static string? Remark(RunEvidence run, UnseenRows unseen, Removal removal)
    {
        var staying = unseen.Unseen - removal.Rows;
        if (run.Counts.Nameless > 0 && unseen.Unseen > 0)
            return Text($"{unseen.Unseen} stored rows did not come; they stay, because {run.Counts.Nameless} records have no readable id and may be these");
        if (run.TotalChanged && unseen.Unseen > 0)
            return Text($"{unseen.Unseen} stored rows did not come; they stay, because the source changed its total during the pull");
        if (staying > 0)
            return Text($"{staying} stored rows did not come; they leave when the next pull does not meet them either");
        return run.Total is { } total && total != run.Counts.Distinct
            ? Text($"the source lists {run.Counts.Repeated} of its {total} records more than once, each time the same way")
            : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
