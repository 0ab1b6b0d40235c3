using System.Collections.Concurrent;
using System.Text.Json;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Queries;

/// <summary>
/// Months and cohorts as the bytes that are sent, by question: who asks within a fifth of a second of another gets what that one got, and only the
/// first after that asks the grains. So an answer is that much behind them, and a thousand readers cost as little as one.
/// </summary>
internal sealed class RenderedAnswers(SourceChoice sources, IGrainFactory grains, TimeProvider time)
{
    /// <summary>How many questions are kept.</summary>
    public const int Most = 256;

    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<Asked, Rendered> _rendered = new();

    public Task<ReadOnlyMemory<byte>> Get(Asked asked) =>
        _rendered.TryGetValue(asked, out var known) && !known.Answer.IsFaulted && time.GetElapsedTime(known.AskedAt) < Fresh
            ? known.Answer
            : Ask(asked, known);

    private Task<ReadOnlyMemory<byte>> Ask(Asked asked, Rendered? known)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fresh = new Rendered(time.GetTimestamp(), Render(asked, start.Task));
        // Of several who come at once, one asks, and the others wait for it.
        var isFirst = known is null ? _rendered.TryAdd(asked, fresh) : _rendered.TryUpdate(asked, fresh, known);
        if (!isFirst)
            return _rendered.TryGetValue(asked, out var other) ? other.Answer : Render(asked, Task.CompletedTask);

        start.SetResult();
        if (_rendered.Count > Most)
            Forget(asked);
        return fresh.Answer;
    }

    // For all who wait, so not with the token of the first.
    private async Task<ReadOnlyMemory<byte>> Render(Asked asked, Task start)
    {
        await start;
        var source = await sources.Choose(asked.Source);
        var question = new RevenueQuestion(new OrderFilter(asked.From, asked.To, asked.Customer is { } one ? [one] : null, asked.Currency), asked.New);
        var answer = await grains.Revenue(source, question, CancellationToken.None);
        return JsonSerializer.SerializeToUtf8Bytes(asked.Table.Of(answer), TxJson.Compact);
    }

    private void Forget(Asked newest)
    {
        foreach (var other in _rendered.Keys.Where(other => other != newest).Take(_rendered.Count / 2))
            _rendered.TryRemove(other, out _);
    }

    /// <summary>A question as it was written; with several customers it is too long to be kept.</summary>
    public sealed record Asked(RevenueTable Table, string? Source, string? From, string? To, string? Customer, string? Currency, string? New);

    private sealed record Rendered(long AskedAt, Task<ReadOnlyMemory<byte>> Answer);
}
