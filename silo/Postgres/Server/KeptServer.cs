namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>
/// A server that is started again whenever it is gone without having been told to: killed, out of memory, or given up because its disk
/// was full. It keeps its port, so that whoever reached it once finds it again.
/// </summary>
internal sealed class KeptServer : IAsyncDisposable
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(1);

    private readonly ClusterHome _home;
    private readonly ServerStart _again;
    private readonly IProgress<string>? _progress;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private ServerProcess? _server;
    private string? _trouble;

    private KeptServer(ClusterHome home, ServerProcess server, ServerStart again, IProgress<string>? progress, TimeProvider time)
    {
        (_home, _server, _again, _progress, _time) = (home, server, again, progress, time);
        _watching = Task.Run(Watch);
    }

    /// <returns>The server, and the loopback port it listens on.</returns>
    /// <exception cref="StoreException">It does not start (exit status 1).</exception>
    public static async Task<(KeptServer Server, int Port)> StartAsync(
        ClusterHome home, PostgresBinaries binaries, IProgress<string>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var (server, port) = await new ServerStart(home, binaries, progress, time, port: null).RunAsync(cancellationToken);
        return (new KeptServer(home, server, new ServerStart(home, binaries, progress: null, time, port), progress, time), port);
    }

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        if (_server is not null)
            await _server.DisposeAsync();
        _stop.Dispose();
    }

    private async Task Watch()
    {
        using var timer = new PeriodicTimer(CheckEvery, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await Check();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task Check()
    {
        try
        {
            if (_server is not null && PostmasterFile.IsServed(_home.Cluster))
                return;
            if (_server is { } gone)
            {
                _progress?.Report("PostgreSQL is gone without having been told to: it is started again.");
                _server = null;
                await gone.DisposeAsync();
            }

            (_server, _) = await _again.RunAsync(_stop.Token);
            _trouble = null;
            _progress?.Report("PostgreSQL runs again.");
        }
        catch (Exception failure) when (failure is StoreException or IOException or UnauthorizedAccessException)
        {
            Tell(failure.Message.Split('\n')[0]);
        }
    }

    // It is tried for as long as the program runs: there may be room again, and nobody is to have to look after it.
    private void Tell(string trouble)
    {
        if (trouble != _trouble)
            _progress?.Report(trouble);
        _trouble = trouble;
    }
}
