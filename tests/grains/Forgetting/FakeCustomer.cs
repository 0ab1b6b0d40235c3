using System.Collections.Concurrent;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Forgetting;

namespace Orleans.Tx.Grains.Tests.Forgetting;

/// <summary>What a store has of a customer.</summary>
internal sealed class FakeCustomer
{
    private readonly ConcurrentQueue<string> _steps = [];

    public bool IsThere { get; set; } = true;

    public DateTimeOffset? ForgottenAt { get; set; }

    public ConcurrentDictionary<Week, ForgottenRows> Weeks { get; } = [];

    /// <summary>How many times the aggregates are not there yet.</summary>
    public int ErasesAfter { get; set; }

    /// <summary>Called with each step before it is done.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<string> Steps => [.. _steps];

    public async Task Step(string step, CancellationToken cancellationToken)
    {
        await Before(step).WaitAsync(cancellationToken);
        if (step == "mark")
            ForgottenAt ??= DateTimeOffset.UnixEpoch;
        _steps.Enqueue(step);
    }
}
