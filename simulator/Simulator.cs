using Microsoft.Extensions.Options;
using Orleans.Tx.Simulator.Admin;
using Orleans.Tx.Simulator.Api;
using Orleans.Tx.Simulator.Faults;
using Orleans.Tx.Simulator.Limiting;
using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator;

/// <summary>
/// A third-party transactions API on loopback that behaves like a real one: pages of a seeded log, a sliding-window limit counted at
/// arrival, capacity that falls, faults. A second address tells its own counts and the right answers, and turns its switches.
/// </summary>
public sealed class Simulator : IAsyncDisposable
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly Listeners _listeners;
    private readonly SimulatorOptions _options;
    private readonly ITransactionLog _log;
    private readonly CountReport _counts;
    private readonly CancellationTokenSource _stopping;

    private Simulator(SimulatorOptions options, ITransactionLog log, TimeProvider clock)
    {
        (_options, _log, _listeners, _stopping) = (options, log, new Listeners(), new CancellationTokenSource());
        var schedule = CapacitySchedule.Create(options.Capacity, options.Requests, options.Window, options.Seed);
        var limit = new RateLimit(options.Window, schedule, options.CountRejected, clock);
        var records = new LateRecords(log, options.LateShare);
        var faults = new FaultInjector(options.Seed, options.Faults);
        var tally = new Tally();
        _counts = new CountReport(limit, tally, faults);
        var api = new TransactionsApi(options, limit, records, faults, new Pauses(clock, _stopping.Token), tally);
        var admin = new AdminApi(options, limit, records, faults, _counts);
        _app = Build(_listeners, options);
        _app.Run(context => Listeners.IsAdmin(context) ? admin.HandleAsync(context) : api.HandleAsync(context));
    }

    /// <summary>The API's address, <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Api => _listeners.Api;

    /// <summary>The address of counts, truth and switches.</summary>
    public Uri Admin => _listeners.Admin;

    /// <summary>The ISO week in which the log begins.</summary>
    public string Since => _log.Since.ToString();

    /// <summary>What it has seen up to now.</summary>
    public SimulatorCounts Counts => _counts.Now();

    /// <summary>Starts on the system's clock.</summary>
    /// <inheritdoc cref="StartAsync(SimulatorOptions, TimeProvider, CancellationToken)" />
    public static Task<Simulator> StartAsync(SimulatorOptions options, CancellationToken cancellationToken) =>
        StartAsync(options, TimeProvider.System, cancellationToken);

    /// <summary>Starts and returns once both addresses answer.</summary>
    /// <param name="options">What the API is like.</param>
    /// <param name="clock">The window, the capacity, latencies and pauses run on it.</param>
    /// <param name="cancellationToken">Gives up starting; what has started is stopped by disposing.</param>
    /// <exception cref="OptionsValidationException">An option is wrong; the message names each.</exception>
    /// <exception cref="IOException">A port is in use.</exception>
    /// <exception cref="InvalidDataException">The order file can't be read.</exception>
    public static async Task<Simulator> StartAsync(SimulatorOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (new SimulatorOptionsValidator().Validate(null, options) is { Failed: true } bad)
            throw new OptionsValidationException(Options.DefaultName, typeof(SimulatorOptions), bad.Failures);

        var simulator = new Simulator(options, await OpenLogAsync(options, cancellationToken), clock);
        try
        {
            await simulator._app.StartAsync(cancellationToken);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>The <c>tx.json</c> with which the product pulls from here.</summary>
    /// <param name="source">The name the source is to have.</param>
    public string Configuration(string source = "simulator") => SourceConfiguration.Write(source, Api, _log.Since, _options);

    /// <summary>Aborts the answers that still wait and closes both addresses.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;

        await _stopping.CancelAsync();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private static async Task<ITransactionLog> OpenLogAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        if (options.File is not null)
            return await FileLog.ReadAsync(options.File, options.Currencies[0], cancellationToken);

        return IsoWeek.TryParse(options.Since, out var since)
            ? new SeededLog(options.Seed, options.Rows, since, options.Weeks, options.Currencies)
            : throw new ArgumentException($"'{options.Since}' is no ISO week.", nameof(options));
    }

    // Empty: no logging, no environment variables, no settings files reach into a simulator that runs inside another program.
    private static WebApplication Build(Listeners listeners, SimulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => listeners.Listen(kestrel, options));
        builder.Services.AddSingleton<IHostLifetime, NoConsoleLifetime>();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = StopGrace);
        return builder.Build();
    }
}
