using System.CommandLine;
using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Pulling;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Client.Operating;

/// <summary><c>tx simulate</c>: the third-party API simulator alone.</summary>
internal sealed class SimulateCommand : TxCommand
{
    private static readonly SimulatorOptions Defaults = new();

    private readonly Terminal _terminal;
    private readonly Option<int> _port = Number("--port", "The API's port; 0 takes a free one", 8090);
    private readonly ParsedOption<IPAddress?> _address = new("--address", "The address of this machine at which the API listens (default: 127.0.0.1)", "IP", IPAddress.Parse);
    private readonly Option<int> _adminPort = Number("--admin-port", "The port of its own counts and switches; 0 takes a free one", 8091);
    private readonly Option<int> _rows = Number("--rows", "Transactions a week", Defaults.Rows);
    private readonly Option<int?> _weeks = new("--weeks") { Description = "How many weeks the log has (default: no end)", HelpName = "N" };
    private readonly Option<string> _since = new("--since") { Description = $"The week in which the log begins (default: {Defaults.Since})", HelpName = "WEEK", DefaultValueFactory = _ => Defaults.Since };
    private readonly Option<long> _seed = new("--seed") { Description = "Where all chance comes from (default: 1)", HelpName = "N", DefaultValueFactory = _ => Defaults.Seed };
    private readonly ParsedOption<TimeSpan?> _window = new("--window", "The length of the limit's window (default: 10m)", "TIME", WrittenDuration.Parse);
    private readonly Option<int> _requests = Number("--requests", "Requests allowed in any window", Defaults.Requests);
    private readonly ChoiceOption<CapacityTrace> _capacity = new("--capacity", "How the allowed requests change over time",
        ("constant", CapacityTrace.Constant), ("steps", CapacityTrace.Steps), ("wave", CapacityTrace.Wave), ("flap", CapacityTrace.Flap));
    private readonly Option<string?> _file = new("--file") { Description = "An order file to serve instead of the seeded log", HelpName = "FILE" };

    public SimulateCommand(Terminal terminal)
        : base("simulate", "Runs the third-party API simulator and prints a tx.json for it.", "tx simulate --rows 20000 --window 6s > tx.json")
    {
        _terminal = terminal;
        foreach (var option in new Option[] { _port, _address, _adminPort, _rows, _weeks, _since, _seed, _window, _requests, _capacity, _file })
            Options.Add(option);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        await using var simulator = await Start(Read(parse), cancellation);
        await _terminal.Out.WriteLineAsync(simulator.Configuration());
        await _terminal.Out.FlushAsync(cancellation);
        await _terminal.Error.WriteLineAsync($"The simulator answers at {simulator.Api}; its counts, right answers and switches are at {simulator.Admin}. Ctrl-C stops it.");
        await Task.Delay(Timeout.InfiniteTimeSpan, _terminal.Time, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
        return ExitStatus.Done;
    }

    private static async Task<Simulator.Simulator> Start(SimulatorOptions options, CancellationToken cancellation)
    {
        if (options.File is { } file && !File.Exists(file))
            throw new UsageException(Directory.Exists(file) ? $"--file {file} is a folder: name a file" : $"--file {file} is not there");
        try
        {
            return await Simulator.Simulator.StartAsync(options, cancellation);
        }
        catch (OptionsValidationException e)
        {
            throw new UsageException(e.Message);
        }
        catch (InvalidDataException e)
        {
            throw new UsageException(e.Message);
        }
        catch (IOException e)
        {
            throw new UsageException($"{e.Message.TrimEnd('.')}; choose others with --port and --admin-port");
        }
    }

    private SimulatorOptions Read(ParseResult parse) => new()
    {
        Port = parse.GetValue(_port),
        Address = parse.GetValue(_address) ?? Defaults.Address,
        AdminPort = parse.GetValue(_adminPort),
        Rows = parse.GetValue(_rows),
        Weeks = parse.GetValue(_weeks),
        Since = parse.GetValue(_since) ?? Defaults.Since,
        Seed = parse.GetValue(_seed),
        Window = parse.GetValue(_window) ?? Defaults.Window,
        Requests = parse.GetValue(_requests),
        Capacity = parse.GetValue(_capacity),
        File = parse.GetValue(_file),
    };

    private static Option<int> Number(string name, string description, int fallback) =>
        new(name) { Description = $"{description} (default: {fallback})", HelpName = "N", DefaultValueFactory = _ => fallback };
}
