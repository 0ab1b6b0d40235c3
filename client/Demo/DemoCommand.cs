using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Pulling;
using Orleans.Tx.Client.Revenue;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Client.Demo;

/// <summary><c>tx demo</c>: everything the product is for, on real parts: a database, an API with a limit, the service, the answers.</summary>
internal sealed class DemoCommand : TxCommand
{
    private const int Weeks = 3;
    private const string Source = "simulator";

    // A hundredth of ten minutes, and a tenth of the requests, so that the limit is met several times in half a minute.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(6);
    private const int Requests = 100;

    private readonly Terminal _terminal;
    private readonly Option<bool> _keep = new("--keep") { Description = "Leave it running until Ctrl-C" };
    private readonly Option<bool> _yes = new("--yes") { Description = "Install PostgreSQL's server without asking, where it is missing" };

    public DemoCommand(Terminal terminal)
        : base("demo", "Shows everything on real parts: pulls three weeks from a simulated API under its limit, and answers.", "tx demo", "tx demo --keep")
    {
        _terminal = terminal;
        Options.Add(_keep);
        Options.Add(_yes);
    }

    /// <summary>The last weeks that are over and settled: one that ended an hour ago would only count as pulled, not as complete.</summary>
    internal static (Week First, Week Last) WeeksAt(DateTimeOffset now)
    {
        var last = new ScheduleOptions().ToCalendar().LastDue(now, TimeZoneInfo.Utc);
        return (Week.Of(last.Monday.AddDays(-7 * (Weeks - 1))), last);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var (first, last) = WeeksAt(_terminal.Time.GetUtcNow());
        await using var simulator = await StartSimulator(first, cancellation);
        await using var server = await StartServer(simulator, folder, parse.GetValue(_yes), cancellation);
        using var service = new TxServer(server.Address);

        Say($"The service answers at {server.Address}: its dashboard is there.");
        Say($"Pulling {Weeks} weeks, {first} to {last}.");
        await service.Pull(Source, first.ToString(), last.ToString(), cancellation);
        var asked = first.Through(last).Select(week => week.ToString()).ToHashSet(StringComparer.Ordinal);
        var weeks = await new PullWatch(service, Source, asked, _terminal).UntilDone(timeout: null, cancellation);
        WeekSheet.Write(weeks, OutputFormat.Table, _terminal);
        await ShowAnswers(service, simulator, cancellation);
        if (parse.GetValue(_keep))
            await Keep(server, cancellation);
        return WeekSheet.Status(weeks, strict: true);
    }

    private async Task<Simulator.Simulator> StartSimulator(Week first, CancellationToken cancellation)
    {
        var simulator = await Simulator.Simulator.StartAsync(
            new SimulatorOptions { Since = first.ToString(), Requests = Requests, Window = Window }, cancellation);
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"A simulated third-party API answers at {simulator.Api}: pages of 100 records, and its limit is scaled down to {Requests} requests in any {Window.TotalSeconds} seconds (the real one: 1000 in 10 minutes)."));
        return simulator;
    }

    private async Task<LocalServer> StartServer(Simulator.Simulator simulator, TemporaryFolder folder, bool yes, CancellationToken cancellation)
    {
        var configuration = Path.Combine(folder.Path, "tx.json");
        await File.WriteAllTextAsync(configuration, simulator.Configuration(Source), cancellation);
        var options = TxConfiguration.Load(configuration, [], environment: []);
        var choice = new ServerChoice(Path.Combine(folder.Path, "data"), configuration, Server: null, Source, yes);
        var store = await ServerAccess.OpenStore(choice, options, create: true, logging: null, _terminal, cancellation);
        Say("PostgreSQL runs, in a folder that goes with the demo.");
        return await LocalServer.StartAsync(store, options, GatewayAddresses.Own, resume: true, calendar: false, logging => logging.SetMinimumLevel(LogLevel.None), cancellation);
    }

    private async Task ShowAnswers(TxServer service, Simulator.Simulator simulator, CancellationToken cancellation)
    {
        var months = await service.Months(new QueryBody(Source), cancellation);
        var cohorts = await service.Cohorts(new QueryBody(Source), cancellation);
        RevenuePrinter.Print(months, OutputFormat.Table, RevenueTable.Months, _terminal);
        RevenuePrinter.Print(cohorts, OutputFormat.Table, RevenueTable.Cohorts, _terminal);
        var counts = simulator.Counts;
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"The API's own record: {counts.Received} requests, {counts.Rejected} refused, at most {counts.GreatestReceivedInWindow} in any window of {Window.TotalSeconds} seconds ({Requests} allowed)."));
    }

    private async Task Keep(LocalServer server, CancellationToken cancellation)
    {
        Say($"Left running: the dashboard is at {server.Address}; Ctrl-C ends the demo and removes its data.");
        await _terminal.Out.FlushAsync(cancellation);
        await Task.Delay(Timeout.InfiniteTimeSpan, _terminal.Time, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private void Say(string sentence)
    {
        _terminal.Say(sentence);
        _terminal.Out.Flush();
    }
}
