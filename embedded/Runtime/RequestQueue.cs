using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Requests in order of arrival, where those that interleave may overtake the others. Not thread-safe.</summary>
internal sealed class RequestQueue
{
    private readonly Queue<Request> _ordinary = new();
    private Queue<Request>? _interleaving;
    private long _sequence;

    internal int Count => _ordinary.Count + (_interleaving?.Count ?? 0);

    internal void Enqueue(Request request, bool interleaves)
    {
        request.Sequence = _sequence++;
        if (interleaves)
            (_interleaving ??= new()).Enqueue(request);
        else
            _ordinary.Enqueue(request);
    }

    /// <summary>The request that may begin next; only one that interleaves when <paramref name="ordinaryMayBegin"/> is false.</summary>
    internal bool TryDequeue(bool ordinaryMayBegin, [NotNullWhen(true)] out Request? request, out bool interleaves)
    {
        Request? first = null;
        var hasOrdinary = ordinaryMayBegin && _ordinary.TryPeek(out first);
        interleaves = _interleaving is not null
            && _interleaving.TryPeek(out var overtaking)
            && (!hasOrdinary || overtaking.Sequence < first!.Sequence);
        if (interleaves)
            return _interleaving!.TryDequeue(out request);
        request = hasOrdinary ? _ordinary.Dequeue() : null;
        return hasOrdinary;
    }

    /// <summary>Takes all, in order of arrival.</summary>
    internal List<Request> Drain()
    {
        var all = new List<Request>(Count);
        while (TryDequeue(ordinaryMayBegin: true, out var request, out _))
            all.Add(request);
        return all;
    }
}
