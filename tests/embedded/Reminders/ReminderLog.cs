using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Reminders;

/// <summary>The reminders that came, in order.</summary>
public sealed class ReminderLog
{
    private readonly Channel<(string Key, string Name, TickStatus Status)> _ticks =
        Channel.CreateUnbounded<(string, string, TickStatus)>();

    public bool Fail { get; init; }

    public int Count => _ticks.Reader.Count;

    public void AddTo(IServiceCollection services) => services.AddSingleton(this);

    public void Add(string key, string name, TickStatus status) => _ticks.Writer.TryWrite((key, name, status));

    public Task<(string Key, string Name, TickStatus Status)> NextAsync() =>
        _ticks.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().Soon();
}
