using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Dashboard.Figures;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Progress;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Dashboard.Pulls;

/// <summary>One week: how its pull stands, all its runs, and the records of it that could not be read.</summary>
public sealed partial class WeekPage
{
    private const int PageSize = 20;

    [Parameter]
    public string Week { get; set; } = "";

    /// <summary>Only records that were set aside for this reason.</summary>
    [SupplyParameterFromQuery(Name = "reason")]
    public string? Reason { get; set; }

    /// <summary>The record after which the shown ones begin.</summary>
    [SupplyParameterFromQuery(Name = "after")]
    public string? After { get; set; }

    [Inject]
    private WeekMethods Calls { get; set; } = null!;

    [Inject]
    private RejectMethods Rejects { get; set; } = null!;

    protected override string Question => $"{Week}\n{Reason}\n{After}";

    protected override async Task<WeekAnswer> Ask(string source, CancellationToken cancellationToken)
    {
        var status = await Calls.Get(source, Week);
        var runs = Calls.Runs(source, Week);
        var all = await Rejects.List(source, new SetAsideQuery(Week, Week, Limit: 1));
        var shown = await Rejects.List(source, new SetAsideQuery(Week, Week, Nothing(Reason), Nothing(After), PageSize));
        return new WeekAnswer(status, await runs, shown, all.Reasons ?? []);
    }

    // By what is shown: the week may have gone and come back to what it was since it was last looked at.
    private protected override bool IsChanged(SourceProgress before, SourceProgress now) =>
        Answer?.Status != now.Weeks.FirstOrDefault(week => week.Week == Week);

    // Reads what is stored of them: no request is sent.
    private Task Reread() => Try(async source =>
    {
        long stored = 0, restated = 0, left = 0;
        SetAsideLeft? example = null;
        string? after = null;
        do
        {
            var retried = await Rejects.Retry(source, new SetAsideRetry(From: Week, To: Week, Reason: Nothing(Reason), After: after));
            stored += retried.Stored;
            restated += retried.Restated;
            left += retried.Left.Sum(each => each.Count);
            example ??= retried.Left.FirstOrDefault();
            after = retried.Next;
        }
        while (after is not null);
        return $"{Written.Several(stored, "row")} stored, {Amount.Count(restated)} restated, {Amount.Count(left)} still set aside."
            + (example is null ? "" : $" What to do: {example.Advice}.");
    });

    private static string? Nothing(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
