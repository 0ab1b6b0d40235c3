using System.Net;
using System.Net.Sockets;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>Brings the server up on a cluster, whatever an earlier run left there.</summary>
/// <param name="port">The port to listen on; null for a free one.</param>
internal sealed class ServerStart(ClusterHome home, PostgresBinaries binaries, IProgress<string>? progress, TimeProvider time, int? port)
{
    private const int Attempts = 20;
    private const int TailLines = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>The running server and the loopback port it listens on.</summary>
    /// <exception cref="StoreException">It does not start (exit status 1).</exception>
    public async Task<(ServerProcess Server, int Port)> RunAsync(CancellationToken cancellationToken)
    {
        await ServerProcess.StopLeftoverAsync(home, binaries, progress, cancellationToken);
        PostmasterFile.Disown(home.Cluster);
        var log = new ServerLog(home.Log);
        for (var attempt = 1; ; attempt++)
        {
            var since = log.End();
            var chosen = port ?? FreePort();
            await WriteSettingsAsync(chosen, cancellationToken);
            if (await ServerProcess.StartAsync(home, binaries, progress, time, cancellationToken) is { } server)
                return (server, chosen);
            var said = log.Tail(since, TailLines);
            if (attempt == Attempts || !(StartFailure.IsPortTaken(said) || StartFailure.IsEndingStill(said)))
                throw StartFailure.Explain("PostgreSQL does not start", home.Folder, said, home.Log);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WriteSettingsAsync(int chosen, CancellationToken cancellationToken)
    {
        var path = Path.Combine(home.Cluster, ClusterFounding.SettingsFile);
        try
        {
            await File.WriteAllTextAsync(path, ServerSettings.Render(Machine.Measure(home.Cluster), chosen), cancellationToken);
            home.Account.Own(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StartFailure.Explain("PostgreSQL does not start", home.Folder, [e.Message], home.Log);
        }
    }
}
