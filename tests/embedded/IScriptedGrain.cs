using Orleans.Concurrency;

namespace Orleans.Tx.Embedded.Tests;

/// <summary>A grain that does what it is told: in one process even code can be sent.</summary>
public interface IScriptedGrain : IGrainWithStringKey
{
    Task Run(Func<ScriptedGrain, Task> script);

    ValueTask RunAsValueTask(Func<ScriptedGrain, ValueTask> script);

    Task<int> Get(Func<ScriptedGrain, Task<int>> script);

    ValueTask<int> GetAsValueTask(Func<ScriptedGrain, ValueTask<int>> script);

    [AlwaysInterleave]
    Task RunAnytime(Func<ScriptedGrain, Task> script);

    [ResponseTimeout("00:00:05")]
    Task RunBriefly(Func<ScriptedGrain, Task> script);

    Task RunCancellable(Func<ScriptedGrain, CancellationToken, Task> script, CancellationToken cancellationToken);

    IAsyncEnumerable<int> Stream(Func<ScriptedGrain, CancellationToken, IAsyncEnumerable<int>> script);

    IAsyncEnumerable<int> StreamCancellable(
        Func<ScriptedGrain, CancellationToken, IAsyncEnumerable<int>> script, CancellationToken cancellationToken);
}
