using System.Collections.Immutable;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Methods;

/// <summary>The pulls of weeks, whichever way they are called.</summary>
/// <remarks>Who calls says what the weeks are called there, since it stands before what a grain refuses.</remarks>
internal sealed class WeekMethods(SourceChoice sources, IGrainFactory grains)
{
    public async Task<ImmutableArray<WeekStatus>> List(string? source) => await (await Weeks(source)).Weeks();

    public async Task<WeekStatus> Get(string? source, string week)
    {
        var chosen = await sources.Choose(source);
        return (await grains.GetGrain<ISourceGrain>(chosen).Weeks()).FirstOrDefault(status => status.Week == week)
            ?? throw new TxException(TxError.NotFound, $"week: '{week}' of source '{chosen}' was never asked for");
    }

    public async Task<ImmutableArray<WeekRun>> Runs(string? source, string week) => await (await Weeks(source)).Runs(week).Of("week");

    public async Task<ImmutableArray<WeekStatus>> Pull(string? source, PullRequest range, string named) => await (await Weeks(source)).Pull(range).Of(named);

    public async Task<ImmutableArray<WeekStatus>> Change(string? source, WeekChange change, string named) => await (await Weeks(source)).Change(change).Of(named);

    public async Task<PullPlan> Plan(string? source, string? from, string? to) =>
        await grains.GetGrain<IPlanGrain>(await sources.Choose(source)).Plan(Range(from, to));

    /// <exception cref="TxException">The first week is missing.</exception>
    public static PullRequest Range(string? from, string? to) => string.IsNullOrEmpty(from)
        ? throw new TxException(TxError.Invalid, "from: is missing; write a week like 2026-W40")
        : new PullRequest(from, to ?? from);

    private async Task<ISourceGrain> Weeks(string? source) => grains.GetGrain<ISourceGrain>(await sources.Choose(source));
}
