using System.Collections.Immutable;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Grains.Ingestion;
using GrainRun = Orleans.Tx.Grains.Ingestion.WeekRun;
using WeekRun = Orleans.Tx.Gateway.Protos.WeekRun;
using WeekState = Orleans.Tx.Gateway.Protos.WeekState;

namespace Orleans.Tx.Gateway.Rpc.Weeks;

/// <summary>Weeks and their runs as messages. The words of enums have the numbers of the grains' own, one up.</summary>
internal static class WeekMessages
{
    public static WeekList ToMessage(this ImmutableArray<WeekStatus> weeks) => new() { Weeks = { weeks.Select(ToMessage) } };

    public static WeekRuns ToMessage(this ImmutableArray<GrainRun> runs) => new() { Runs = { runs.Select(ToMessage) } };

    public static Week ToMessage(this WeekStatus week)
    {
        var message = new Week
        {
            Source = week.Source, Week_ = week.Week, Status = (WeekState)(week.Status + 1), Page = week.Page, Rows = week.Rows,
            Restated = week.Restated, SetAside = week.SetAside, Duplicates = week.Duplicates, Outside = week.Outside, Requests = week.Requests,
            Rejections = week.Rejections, WaitingUntil = week.WaitingUntil.ToMessage(), StartedAt = week.StartedAt.ToMessage(),
            CompletedAt = week.CompletedAt.ToMessage(), Filtered = week.Filtered, Run = week.Run, Repeated = week.Repeated,
            Removed = week.Removed, Leaving = week.Leaving, Arrival = week.Arrival.ToMessage(), Stored = week.Stored,
        };
        if (week.Pages is { } pages)
            message.Pages = pages;
        if (week.Total is { } total)
            message.Total = total;
        if (week.Message is { } text)
            message.Message = text;
        if (week.RowsPerSecond is { } rate)
            message.RowsPerSecond = rate;
        return message;
    }

    private static WeekRun ToMessage(GrainRun run)
    {
        var message = new WeekRun
        {
            Run = run.Run, State = (WeekState)(run.State + 1), Pages = run.Pages, Rows = run.Rows, Restated = run.Restated, Removed = run.Removed,
            Duplicates = run.Duplicates, Repeated = run.Repeated, SetAside = run.SetAside, Outside = run.Outside, Filtered = run.Filtered,
            Requests = run.Requests, Rejections = run.Rejections, BeganAt = run.BeganAt.ToMessage(), EndedAt = run.EndedAt.ToMessage(),
        };
        if (run.Message is { } text)
            message.Message = text;
        if (run.Total is { } total)
            message.Total = total;
        return message;
    }
}
