using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Sums up what became of records that were read again.</summary>
internal sealed class SetAsideTally
{
    private readonly SortedDictionary<string, (long Count, SetAsideId Example)> _left = new(StringComparer.Ordinal);
    private long _stored;
    private long _restated;
    private long _alreadyThere;

    public bool ChangedRows => _stored + _restated > 0;

    public void Add(RetriedCounts counts)
    {
        _stored += counts.Stored;
        _restated += counts.Restated;
        _alreadyThere += counts.AlreadyThere;
    }

    public void Leave(string reason, SetAsideId record, long count = 1)
    {
        if (count > 0)
            _left[reason] = _left.TryGetValue(reason, out var left) ? (left.Count + count, left.Example) : (count, record);
    }

    public SetAsideRetried ToAnswer(SetAsideId? next) => new(
        _stored, _restated, _alreadyThere,
        [.. _left.Select(left => new SetAsideLeft(left.Key, left.Value.Count, left.Value.Example.ToString(), SetAsideAdvice.Of(left.Key)))],
        next?.ToString());
}
