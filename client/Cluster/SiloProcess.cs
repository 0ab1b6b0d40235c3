using System.Diagnostics;
using System.Globalization;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;

namespace Orleans.Tx.Client.Cluster;

/// <summary>One silo as a process of this one, which starts it again whenever it ends.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    /// <summary>The option by which a silo ends when this process does, be it killed: the pipe to it ends then.</summary>
    public const string UntilInputEnds = "--until-input-ends";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    private readonly SiloPlace _place;
    private readonly string _connectionString;
    private readonly string? _configuration;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;
    private readonly CancellationTokenSource _stopping = new();
    private Process _process;
    private Task _watching;

    /// <param name="configuration">The configuration file; null for none.</param>
    /// <param name="say">Takes what a person may want to know.</param>
    public SiloProcess(SiloPlace place, string connectionString, string? configuration, TimeProvider time, Action<string> say)
    {
        (_place, _connectionString, _configuration, _time, _say) = (place, connectionString, configuration, time, say);
        _process = Launch();
        _watching = Task.CompletedTask;
    }

    /// <summary>Waits until it answers.</summary>
    /// <exception cref="WorkException">It ended instead, and nobody keeps it running; its own words are on standard error.</exception>
    public async Task Ready(HttpClient http, CancellationToken cancellationToken)
    {
        while (!await Answers(http, cancellationToken))
        {
            if (_watching.IsCompleted && _process.HasExited)
                throw new WorkException($"{_place} ended with status {_process.ExitCode} before it was ready");
            await Task.Delay(LookEvery, _time, cancellationToken);
        }
    }

    /// <summary>From now on it is started again whenever it ends.</summary>
    public void KeepRunning() => _watching = Watch();

    /// <summary>Ends it as a fault would.</summary>
    public async Task Kill(CancellationToken cancellationToken)
    {
        var killed = _process;
        killed.Kill();
        await killed.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Drains: the end of its input asks it to.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(ServiceHost.DrainTakesAtMost + TimeSpan.FromSeconds(10), _time);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            _process.Kill();
        }

        _process.Dispose();
        _stopping.Dispose();
    }

    private async Task Watch()
    {
        try
        {
            while (true)
            {
                await _process.WaitForExitAsync(_stopping.Token);
                _say($"{_place} ended with status {_process.ExitCode} and is started again.");
                await Task.Delay(AgainAfter, _time, _stopping.Token);
                _process = Launch();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // It is the last one.
        }
    }

    private async Task<bool> Answers(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(_place.Health, "/readyz"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true };
        // Run as `dotnet tx.dll`, or by its own name.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(SiloProcess).Assembly.Location);
        start.ArgumentList.Add("silo");
        start.ArgumentList.Add(UntilInputEnds);
        if (_configuration is not null)
        {
            start.ArgumentList.Add("--config");
            start.ArgumentList.Add(_configuration);
        }

        // Not as options: others on this machine can read those, and a connection string may hold a password.
        start.Environment["TX__Storage__ConnectionString"] = _connectionString;
        start.Environment["TX__Cluster__Address"] = _place.Address;
        start.Environment["TX__Cluster__SiloPort"] = _place.SiloPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["TX__Cluster__GatewayPort"] = _place.GatewayPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["TX__Cluster__Health"] = _place.Health.OriginalString;
        var process = Process.Start(start) ?? throw new WorkException($"{_place} could not be started");
        _say($"{_place} is process {process.Id}.");
        return process;
    }
}
