using System.Diagnostics;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>
/// A running server and the shell that guards it. The shell starts the server, then reads from this process until there is nothing more
/// to come: because the server is to stop, or because this process is no more, however it ended. So the server never outlives the program.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // A terminal's signals are not for the guard, and a reader that is gone must not kill it before it did its work.
    // It signals only the server that it started, since another may run on the cluster by then. A server that ended but was not
    // waited for, as in a container without an init, has no command line any more.
    private const string Guard = """
        trap '' HUP INT QUIT TERM PIPE
        "$1" start -D "$2" -l "$3" -w -s -t 1000000 || exit $?
        pid=$2/postmaster.pid
        read -r server < "$pid"
        echo "$server"
        while read -r _; do :; done
        runs() { kill -0 "$server" && { [ ! -d /proc/self ] || [ -n "$(tr -d '\0' < "/proc/$server/cmdline")" ]; }; }
        ours() { read -r now < "$pid" && [ "$now" = "$server" ] && runs; }
        exec 2> /dev/null
        if ours; then kill -INT "$server"; fi
        while ours; do sleep 0.05; done
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _guard;
    private readonly ClusterHome _home;
    private readonly PostgresBinaries _binaries;
    private readonly TimeProvider _time;

    private ServerProcess(Process guard, ClusterHome home, PostgresBinaries binaries, TimeProvider time) =>
        (_guard, _home, _binaries, _time) = (guard, home, binaries, time);

    /// <summary>Starts the server and waits until it takes connections, which after a crash is when it has recovered.</summary>
    /// <returns>Null when it did not start: its log says why.</returns>
    public static async Task<ServerProcess?> StartAsync(
        ClusterHome home, PostgresBinaries binaries, IProgress<string>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var guard = ExternalProgram.Start(GuardStart(home, binaries));
        var server = new ServerProcess(guard, home, binaries, time);
        try
        {
            var started = guard.StandardOutput.ReadLineAsync(cancellationToken).AsTask();
            await ReportAsync(started, home, progress, time, cancellationToken);
            if (await started is not null)
                return server;
            await guard.WaitForExitAsync(cancellationToken);
            guard.Dispose();
            return null;
        }
        catch (OperationCanceledException)
        {
            // first the server, since the guard listens only once that has started, and recovery may take long
            await StopLeftoverAsync(home, binaries, progress: null, CancellationToken.None);
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops a server that outlived its program, or waits for the end of one that is stopping.</summary>
    /// <exception cref="StoreException">It can't be stopped (exit status 1).</exception>
    public static async Task StopLeftoverAsync(
        ClusterHome home, PostgresBinaries binaries, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        for (var mode = "fast"; PostmasterFile.IsServed(home.Cluster); mode = "immediate")
        {
            progress?.Report("Stopping the PostgreSQL server that an earlier run left behind.");
            var start = home.Account.Start(binaries.PgCtl, "stop", "-D", home.Cluster, "-m", mode, "-w", "-s", "-t", "60");
            Prepare(start, binaries, home);
            var stopped = await ExternalProgram.RunAsync(start, cancellationToken);
            if (mode == "immediate" && PostmasterFile.IsServed(home.Cluster))
                throw StoreException.Failed($"The PostgreSQL server on {home.Cluster} (process {PostmasterFile.ReadPid(home.Cluster)}) can't be stopped: {stopped.Reason}");
        }
    }

    /// <summary>What the start of any of the server's programs needs.</summary>
    public static void Prepare(ProcessStartInfo start, PostgresBinaries binaries, ClusterHome home)
    {
        binaries.Prepare(start);
        start.WorkingDirectory = home.Folder;
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
    }

    /// <summary>Stops the server as its own users would: sessions are ended, everything is written.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _guard.StandardInput.Close();
            await _guard.WaitForExitAsync().WaitAsync(Patience, _time);
        }
        catch (TimeoutException)
        {
            _guard.Kill();
        }
        _guard.Dispose();
        // nothing to do, unless the guard itself was killed or lost patience with
        await StopLeftoverAsync(_home, _binaries, progress: null, CancellationToken.None);
    }

    private static ProcessStartInfo GuardStart(ClusterHome home, PostgresBinaries binaries)
    {
        string[] guard = ["/bin/sh", "-c", Guard, "orleans-tx-postgres", binaries.PgCtl, home.Cluster, home.Log];
        // A session of its own keeps the terminal's signals away from pg_ctl too. Where there is none to be had, Ctrl-C while starting ends the start.
        var start = ExternalProgram.Find("setsid") is { } setsid
            ? home.Account.Start(setsid, guard)
            : home.Account.Start(guard[0], guard[1..]);
        Prepare(start, binaries, home);
        return start;
    }

    private static async Task ReportAsync(
        Task started, ClusterHome home, IProgress<string>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var log = new ServerLog(home.Log);
        var since = log.End();
        while (await Task.WhenAny(started, Task.Delay(TimeSpan.FromSeconds(3), time, cancellationToken)) != started && !cancellationToken.IsCancellationRequested)
            progress?.Report($"Waiting for PostgreSQL: {log.Tail(since, 1).LastOrDefault() ?? "starting"}");
    }
}
