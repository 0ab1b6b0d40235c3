using System.Collections.Concurrent;

namespace Orleans.Tx.Gateway.Dashboard.Live;

/// <summary>
/// The last answers that pages got. A page is drawn twice: once into the HTML, and once again when its live connection is there; the
/// second begins with the answer of the first, so that nothing flickers. Thread-safe.
/// </summary>
internal sealed class RecentAnswers(TimeProvider time)
{
    /// <summary>How many answers are kept.</summary>
    public const int Most = 64;

    /// <summary>How long one is kept: as long as a browser may take to load the scripts.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<(Type Page, string Question), (long At, object Answer)> _answers = new();

    public void Put(Type page, string question, object answer)
    {
        _answers[(page, question)] = (time.GetTimestamp(), answer);
        if (_answers.Count > Most)
            Forget();
    }

    public TAnswer? Find<TAnswer>(Type page, string question)
        where TAnswer : class =>
        _answers.TryGetValue((page, question), out var known) && time.GetElapsedTime(known.At) < Kept ? known.Answer as TAnswer : null;

    private void Forget()
    {
        foreach (var old in _answers.OrderBy(answer => answer.Value.At).Take(Most / 2))
            _answers.TryRemove(old.Key, out _);
    }
}
