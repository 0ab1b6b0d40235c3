using System.Collections.Immutable;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Catalog;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>
/// Holds nothing: what is set aside stands in the store. A call takes as many records as fit into memory and into the time of a call,
/// and tells where to go on, so that a week may hold any number of them.
/// </summary>
internal sealed class SetAsideGrain(ISourceCatalog catalog, IWeekStore weeks, ISetAsideStore store, ISourceRecords records) : Grain, ISetAsideGrain
{
    private const int MostListed = 1000;

    // Each may be 64 KB long.
    private const int MostRetried = 200;

    private string Source => this.GetPrimaryKeyString();

    public async Task<SetAsideList> List(SetAsideQuery query)
    {
        var range = SetAsideRange.Of(query.From, query.To, query.Reason);
        if (query.Limit is < 1 or > MostListed)
            throw new TxException(TxError.Invalid, $"limit: {query.Limit} is not allowed; 1 to {MostListed} are");

        await CheckKnown();
        var after = Parse(query.After, "after");
        var listed = await store.List(Source, range, after, query.Limit + 1, CancellationToken.None);
        var reasons = after is null ? await store.Count(Source, range, CancellationToken.None) : null;
        return new SetAsideList(
            Source, reasons?.ToImmutableArray(), [.. listed.Take(query.Limit)], listed.Count > query.Limit ? listed[query.Limit - 1].Id : null);
    }

    public async Task<SetAsideDetail> Show(string id)
    {
        var asked = Parse(id, "id")!.Value;
        if (await store.Read(Source, [asked], CancellationToken.None) is not [var record])
            throw new TxException(TxError.NotFound, $"id: no record '{asked}' of source '{Source}' is set aside");
        var advice = SetAsideAdvice.Of(record.IsOfEarlierRun ? LeftReason.EarlierRun : record.Reason);
        return new SetAsideDetail(Source, asked.ToString(), record.Reason, record.SeenAt, record.Raw, advice);
    }

    public async Task<SetAsideRetried> Retry(SetAsideRetry request)
    {
        catalog.Get(Source);
        var tally = new SetAsideTally();
        var next = request.Ids is { IsDefaultOrEmpty: false } ids ? await RetryIds(request, ids, tally) : await RetryRange(request, tally);

        // Also at the end, whatever was stored: a call that was lost may have stored something and not told anybody.
        if (tally.ChangedRows || next is null)
            await GrainFactory.GetGrain<ISourceGrain>(Source).Resume();
        return tally.ToAnswer(next);
    }

    private async Task<SetAsideId?> RetryIds(SetAsideRetry request, ImmutableArray<string> ids, SetAsideTally tally)
    {
        if (request is not { From: null, To: null, Reason: null, All: false, After: null })
            throw new TxException(TxError.Invalid, "ids: stand alone, without from, to, reason, all and after");
        if (ids.Length > MostRetried)
            throw new TxException(TxError.Invalid, $"ids: {ids.Length} are given, and at most {MostRetried} are taken at once");

        var asked = ids.Select(id => Parse(id, "ids")!.Value).Distinct().ToList();
        var found = await store.Read(Source, asked, CancellationToken.None);
        foreach (var id in asked.Except(found.Select(record => record.Id)))
            tally.Leave(LeftReason.Gone, id);
        if (found.Count > 0 && found[0].IsUnderWay && found.All(record => record.Id.Week == found[0].Id.Week))
            throw UnderWay(found[0]);

        foreach (var run in found.GroupBy(record => (record.Id.Week, record.Id.Run)))
            await Retry([.. run], tally);
        return null;
    }

    private async Task<SetAsideId?> RetryRange(SetAsideRetry request, SetAsideTally tally)
    {
        var range = SetAsideRange.Of(request.From, request.To, request.Reason);
        if (range == default && !request.All)
            throw new TxException(TxError.Invalid, "say which records: ids, from and to, reason, or all");

        var after = Parse(request.After, "after");
        var found = await store.Read(Source, range, after, MostRetried, CancellationToken.None);
        if (found.Count == 0)
            return null;
        if (found[0].IsUnderWay)
            return range.IsOneWeek ? throw UnderWay(found[0]) : await Skip(found[0], range, tally);

        // One week at a time: its rows are stored in one transaction.
        var chunk = found.TakeWhile(record => record.Id.Week == found[0].Id.Week).ToList();
        await Retry(chunk, tally);
        return chunk.Count == found.Count && found.Count < MostRetried ? null : chunk[^1].Id;
    }

    private async Task<SetAsideId?> Skip(KeptRecord first, SetAsideRange range, SetAsideTally tally)
    {
        var week = first.Id.Week;
        var counts = await store.Count(Source, range with { From = week, To = week }, CancellationToken.None);
        tally.Leave(LeftReason.UnderWay, first.Id, counts.Sum(count => count.Count));
        return SetAsideId.EndOf(week);
    }

    /// <param name="kept">Records of one run of a week, in order.</param>
    private async Task Retry(IReadOnlyList<KeptRecord> kept, SetAsideTally tally)
    {
        if (kept[0] is { IsUnderWay: true } or { IsOfEarlierRun: true })
        {
            tally.Leave(kept[0].IsUnderWay ? LeftReason.UnderWay : LeftReason.EarlierRun, kept[0].Id, kept.Count);
            return;
        }

        var good = new List<GoodRecord>();
        var bad = new List<(SetAsideId Id, string Reason)>();
        var changed = new List<(SetAsideId Id, string Reason)>();
        foreach (var record in kept)
        {
            var read = records.Read(Source, record.Id.Week, record.Reason, record.Raw);
            if (read.IsGood)
            {
                good.Add(new GoodRecord(record.Id, record.SeenAt, read.Row));
                continue;
            }

            bad.Add((record.Id, read.Reason));
            // Why it could not be read when it was whole is worth more than that it is no longer whole.
            if (read.Reason != LeftReason.KeptInPart && read.Reason != record.Reason)
                changed.Add(bad[^1]);
        }

        var at = kept[0].Id;
        if (good.Count + changed.Count > 0)
        {
            if (await store.Store(new RetriedRecords(Source, at.Week, at.Run, good, changed), CancellationToken.None) is not { } counts)
            {
                tally.Leave(LeftReason.UnderWay, at, kept.Count);
                return;
            }

            tally.Add(counts);
            tally.Leave(LeftReason.Gone, at, counts.Forgotten);
        }

        foreach (var (id, reason) in bad)
            tally.Leave(reason, id);
    }

    private async Task CheckKnown()
    {
        if (catalog.Find(Source) is null && (await weeks.List(Source, CancellationToken.None)).Count == 0)
            throw new TxException(TxError.NotFound, $"there is no source '{Source}'");
    }

    private static SetAsideId? Parse(string? id, string parameter)
    {
        if (id is null)
            return null;
        return SetAsideId.TryParse(id, out var parsed)
            ? parsed
            : throw new TxException(TxError.Invalid, $"{parameter}: '{id}' names no record that was set aside: write week/run/page/place, like 2026-W40/1/17/3");
    }

    private static TxException UnderWay(KeptRecord record) => new(
        TxError.Invalid, $"{record.Id.Week} is {record.State.ToString().ToLowerInvariant()}: its records are read again when its pull has ended");
}
