using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>A folder in which the program is run as a person would: its working directory, with a tx.json and the data folder in it.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tx-service-");
    private readonly List<RunningProgram> _programs = [];

    public Workplace()
    {
        // The database's server may run as another user, who has to get through here to its own folder.
        if (!OperatingSystem.IsWindows())
            _folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    }

    public string Path => _folder.FullName;

    /// <summary>Where the store is, unless a command names another folder.</summary>
    public string Data => this[".tx"];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Environment variables of every program that is started here from now on.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>The server's process, if one runs on the data folder.</summary>
    public int? Postmaster
    {
        get
        {
            try
            {
                var file = System.IO.Path.Combine(Data, "postgres", "postmaster.pid");
                return int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid) && Lives(pid) ? pid : null;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    public void Configure(string json) => File.WriteAllText(this["tx.json"], json);

    public RunningProgram Start(params string[] args)
    {
        var start = new ProcessStartInfo(System.IO.Path.Combine(AppContext.BaseDirectory, "tx"), args) { WorkingDirectory = Path };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        var program = RunningProgram.Start(start);
        _programs.Add(program);
        return program;
    }

    /// <summary>Starts a service on the data folder, and waits until it answers: commands are its clients from then on.</summary>
    public async Task<RunningProgram> Serve()
    {
        var service = Start("up", "--listen", "http://localhost:0");
        await service.Until(() => service.Out.Contains("; Ctrl-C stops it.", StringComparison.Ordinal), "it answers");
        return service;
    }

    public Task<ConsoleResult> Run(params string[] args) => Start(args).End();

    /// <summary>Runs a command that has to succeed, and gives its output.</summary>
    public async Task<string> Output(params string[] args)
    {
        var result = await Run(args);
        Assert.True(result.Status == ExitStatus.Done, $"tx {string.Join(' ', args)} ended with {result.Status}: {result.Error}");
        return result.Out;
    }

    public async Task<ImmutableArray<WeekStatus>> Weeks() =>
        JsonSerializer.Deserialize<ImmutableArray<WeekStatus>>(await Output("weeks", "--format", "json"), TxJson.Compact);

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs)
            await program.DisposeAsync();
        await Eventually.Holds(() => Postmaster is null, "the database's server ends with its program");
        _folder.Delete(recursive: true);
    }

    private static bool Lives(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
