namespace Orleans.Hosting;

/// <summary>A startup task and its stage.</summary>
internal sealed record StartupWork(int Stage, Func<IServiceProvider, CancellationToken, Task> RunAsync);
