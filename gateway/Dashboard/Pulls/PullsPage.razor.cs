using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Progress;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Dashboard.Pulls;

/// <summary>How the pulls of a source are going, and what a person can do about them.</summary>
public sealed partial class PullsPage
{
    private RequestRate? _rate;

    /// <summary>Whether every week is listed, however many there are.</summary>
    [SupplyParameterFromQuery(Name = "all")]
    public string? IsAll { get; set; }

    [Inject]
    private StatusMethods Status { get; set; } = null!;

    // What is most in need of somebody first, then as the weeks are pulled: newest first.
    private ImmutableArray<WeekStatus> Open =>
        [.. Answer!.Weeks.Where(week => week.IsOpen).OrderBy(week => week.Status switch { WeekState.Failed => 0, WeekState.Queued => 2, WeekState.Paused => 3, _ => 1 }).ThenByDescending(week => week.Week, StringComparer.Ordinal)];

    private ImmutableArray<WeekStatus> Ended => [.. Answer!.Weeks.Where(week => !week.IsOpen).Reverse()];

    // The last one that is over.
    private string LastWeek
    {
        get
        {
            var day = Time.GetUtcNow().UtcDateTime.AddDays(-7);
            return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):D4}-W{ISOWeek.GetWeekOfYear(day):D2}");
        }
    }

    protected override async Task<SourceStatus> Ask(string source, CancellationToken cancellationToken)
    {
        var status = await Status.Status(source);
        _rate = Source == source && _rate is not null ? _rate : new RequestRate(Time);
        _rate.See(status.Weeks);
        return status;
    }

    // By what is shown: a week may have gone and come back to what it was since it was last looked at.
    private protected override bool IsChanged(SourceProgress before, SourceProgress now) =>
        Answer is null || Answer.Projection != now.Projection || !Answer.Weeks.SequenceEqual(now.Weeks);
}
