using System.Net.Http.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Json;

namespace Orleans.Tx.Dashboard.Tests.Serving;

/// <summary>The real program, as <c>tx up</c> runs it, at an address that it keeps when it is started again.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private RunningProgram? _program;

    private Service(string configuration) => Work.Configure(configuration);

    public Uri Origin { get; private set; } = new("http://127.0.0.1:0");

    public Workplace Work { get; } = new();

    public static async Task<Service> Start(string configuration)
    {
        var service = new Service(configuration);
        try
        {
            await service.Start();
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    public async Task Start()
    {
        var program = _program = Work.Start("up", "--listen", Origin.ToString());
        await program.Until(() => program.Out.Contains("; Ctrl-C stops it.", StringComparison.Ordinal), "it answers");
        Origin = new Uri(program.Out.Split("answers at ")[1].Split(';')[0]);
    }

    /// <summary>As a power cut would.</summary>
    public Task Kill() => _program!.Kill();

    /// <summary>Pulls weeks, and waits until they are stored and counted.</summary>
    public async Task Pull(string source, string from, string to)
    {
        var pulled = await Work.Run("pull", "--source", source, "--from", from, "--to", to);
        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
    }

    /// <summary>What the service answers to a program: the same that a page has to show.</summary>
    public async Task<T> Ask<T>(string path) =>
        await _http.GetFromJsonAsync<T>(new Uri(Origin, path), TxJson.Compact, TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException($"{path} has no answer");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Work.DisposeAsync();
    }
}
