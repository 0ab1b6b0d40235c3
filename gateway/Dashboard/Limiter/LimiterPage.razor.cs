using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Dashboard.Pulls;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Progress;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Gateway.Dashboard.Limiter;

/// <summary>How a source's limit is used, now and over the last hours.</summary>
public sealed partial class LimiterPage
{
    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    [Inject]
    private WeekMethods Weeks { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    protected override async Task<LimiterAnswer> Ask(string source, CancellationToken cancellationToken)
    {
        var weeks = Weeks.List(source);
        return await Grains.LimiterIfAny(source) is { } limiter
            ? new LimiterAnswer(limiter, await Grains.GetGrain<ILimiterGrain>(source).Slots(), [.. (await weeks).Where(week => week.Goes).Reverse()])
            : new LimiterAnswer(null, null, []);
    }

    // While something is held, time alone changes what is shown.
    private protected override bool IsChanged(SourceProgress before, SourceProgress now) =>
        before.Limiter != now.Limiter || now.Limiter is { Held: > 0 } || base.IsChanged(before, now);
}
