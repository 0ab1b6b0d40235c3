using System.Collections.Concurrent;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Grains.Tests.Verification;

/// <summary>A comparison that takes as long as the test wants.</summary>
internal sealed class FakeVerification : IVerificationStore
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Comparison>> _asked = new(StringComparer.Ordinal);

    public static Comparison Found(params IReadOnlyList<Difference> differences) =>
        new(new StoredPosition(1, 3, 4, "UTC"), 10, 5, 2, differences.Count, differences);

    public void Answer(FakeSource source, Comparison found) => Of(source.Name).SetResult(found);

    public void Fail(FakeSource source, Exception failure) => Of(source.Name).SetException(failure);

    public Task<Comparison> Compare(string source, int mostShown, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report("recomputing");
        return Of(source).Task.WaitAsync(cancellationToken);
    }

    private TaskCompletionSource<Comparison> Of(string source) =>
        _asked.GetOrAdd(source, _ => new TaskCompletionSource<Comparison>(TaskCreationOptions.RunContinuationsAsynchronously));
}
