using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Dashboard.Access;
using Orleans.Tx.Gateway.Dashboard.Figures;
using Orleans.Tx.Gateway.Dashboard.Live;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Dashboard.Pulls;

/// <summary>A page from which weeks are pulled, paused and so on, by whoever may.</summary>
public abstract class OperatingPage<TAnswer> : LivePage<TAnswer>
    where TAnswer : class
{
    private const string Field = "Weeks";

    /// <summary>Why this person can't do anything here; null where they can.</summary>
    protected string? Refusal { get; private set; }

    /// <summary>What became of the last order, in a sentence.</summary>
    protected string? Outcome { get; private set; }

    /// <summary>The last order failed.</summary>
    protected bool HasFailed { get; private set; }

    [Inject]
    private Visitor Visitor { get; set; } = null!;

    [Inject]
    private WeekMethods Weeks { get; set; } = null!;

    [Inject]
    private protected TimeProvider Time { get; set; } = null!;

    protected override async Task OnInitializedAsync() => Refusal = await Visitor.WhyNotOperate();

    protected Task Order(WeekChange change) => Try(async source => Told(change, await Weeks.Change(source, change, Field)));

    protected Task Pull(PullRequest range) => Try(async source =>
    {
        var weeks = await Weeks.Pull(source, range, Field);
        var waiting = weeks.Count(week => week.IsOpen);
        return waiting == 0
            ? $"{Some(weeks)}: complete already, nothing to pull. To read one again, open it."
            : $"{Some(weeks)}: queued, {Amount.Count(waiting)} to pull.";
    });

    /// <summary>Does something that reading does not do, tells what became of it, and shows how things stand then.</summary>
    private protected async Task Try(Func<string, Task<string>> act)
    {
        try
        {
            await Visitor.DemandOperate();
            (Outcome, HasFailed) = (await act(Source!), false);
        }
        catch (Exception e) when (e.IsTold)
        {
            (Outcome, HasFailed) = (e.Words, true);
            Refusal = await Visitor.WhyNotOperate();
        }

        await Refresh();
    }

    private static string Told(WeekChange change, ImmutableArray<WeekStatus> weeks) => change.Order switch
    {
        WeekOrder.Pause => $"{Some(weeks)}: paused. What is stored stays.",
        WeekOrder.Resume => $"{Some(weeks)}: going on.",
        WeekOrder.Retry => $"{Some(weeks)}: tried again.",
        WeekOrder.Repull => $"{Some(weeks)}: read again from the first page.",
        WeekOrder.Confirm => $"{Some(weeks)}: the rows that the source no longer has are going.",
        _ => Some(weeks),
    };

    private static string Some(ImmutableArray<WeekStatus> weeks) => weeks switch
    {
        [] => "No week",
        [var one] => one.Week,
        [var first, .., var last] => $"{Amount.Count(weeks.Length)} weeks, {first.Week} to {last.Week}",
    };
}
