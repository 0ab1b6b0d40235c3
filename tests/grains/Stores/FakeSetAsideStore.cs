using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Tests.Stores;

/// <summary>Records set aside as the grains reach them.</summary>
internal sealed class FakeSetAsideStore(World world) : ISetAsideStore
{
    public Task<IReadOnlyList<SetAsideEntry>> List(string source, SetAsideRange range, SetAsideId? after, int most, CancellationToken cancellationToken) =>
        Ask<IReadOnlyList<SetAsideEntry>>(source, found =>
            [.. Selected(found, range, after).Take(most).Select(record => new SetAsideEntry(record.Id.ToString(), record.Reason, record.SeenAt, record.Raw, record.Raw.Length))]);

    public Task<IReadOnlyList<SetAsideCount>> Count(string source, SetAsideRange range, CancellationToken cancellationToken) =>
        Ask<IReadOnlyList<SetAsideCount>>(source, found =>
            [.. Selected(found, range, null).CountBy(record => record.Reason).OrderByDescending(reason => reason.Value).Select(reason => new SetAsideCount(reason.Key, reason.Value))]);

    public Task<IReadOnlyList<KeptRecord>> Read(string source, SetAsideRange range, SetAsideId? after, int most, CancellationToken cancellationToken) =>
        Ask<IReadOnlyList<KeptRecord>>(source, found => [.. Selected(found, range, after).Take(most)]);

    public Task<IReadOnlyList<KeptRecord>> Read(string source, IReadOnlyCollection<SetAsideId> ids, CancellationToken cancellationToken) =>
        Ask<IReadOnlyList<KeptRecord>>(source, found => [.. Kept(found).Where(record => ids.Contains(record.Id))]);

    public Task<RetriedCounts?> Store(RetriedRecords records, CancellationToken cancellationToken) => Ask(records.Source, found => Store(found, records));

    private static RetriedCounts? Store(FakeSource source, RetriedRecords records)
    {
        var week = source.Store.Find(records.Week)!;
        if (week.Run != records.Run || week.State is WeekState.Queued or WeekState.Pulling or WeekState.Waiting)
            return null;
        foreach (var (id, reason) in records.Bad)
            source.SetAside[id] = (reason, source.SetAside[id].Raw);
        var rows = records.Good.Where(good => source.SetAside.TryRemove(good.Id, out _)).Select(good => good.Row).ToList();
        var counts = source.Store.Log.Append(new PageBatch(
            records.Source, records.Week, records.Run, PageCursor.Start, [new PageAnswer.Fetched(new PageFacts(rows.Count, null, null), rows, [], 0)], null, 0, 0));
        source.Store.Put(week with { Counts = week.Counts + counts + new WeekCounts(0, 0, 0, -rows.Count, 0) });
        return new RetriedCounts(counts.Rows, counts.Restated, counts.Duplicates);
    }

    private static IEnumerable<KeptRecord> Selected(FakeSource source, SetAsideRange range, SetAsideId? after) => Kept(source).Where(record =>
        !record.IsOfEarlierRun
        && !(after?.CompareTo(record.Id) >= 0)
        && !(range.From?.CompareTo(record.Id.Week) > 0) && !(range.To?.CompareTo(record.Id.Week) < 0)
        && (range.Reason is null || range.Reason == record.Reason));

    private static IEnumerable<KeptRecord> Kept(FakeSource source) => source.SetAside.OrderBy(record => record.Key).Select(record =>
    {
        var week = source.Store.Find(record.Key.Week)!;
        return new KeptRecord(record.Key, record.Value.Reason, record.Value.Raw, DateTimeOffset.UnixEpoch, week.Run, week.State);
    });

    private async Task<T> Ask<T>(string source, Func<FakeSource, T> work)
    {
        var found = world.Find(source) ?? new FakeSource(source, world);
        await found.Faults.Begin(StoreStep.SetAside);
        var answer = work(found);
        await found.Faults.Answer(StoreStep.SetAside);
        return answer;
    }
}
