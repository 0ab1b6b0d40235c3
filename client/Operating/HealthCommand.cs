using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Operating;

/// <summary><c>tx health</c>: whether a service is ready, for whatever has to watch one and has no other program to ask it with.</summary>
internal sealed class HealthCommand : TxCommand
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);
    private static readonly Uri Usual = new("http://127.0.0.1:8080");

    private readonly Terminal _terminal;
    private readonly Argument<string?> _address = new("URL")
    {
        Description = $"The address of a service, gateway or silo (default: {Usual.OriginalString})",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public HealthCommand(Terminal terminal)
        : base("health", "Asks a service whether it is ready: exit status 0, or 1 and why not.", "tx health", "tx health http://127.0.0.1:8082")
    {
        _terminal = terminal;
        Arguments.Add(_address);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var address = parse.GetValue(_address) is { } text ? Parsed(text) : Usual;
        using var http = new HttpClient { Timeout = Most };
        try
        {
            using var answer = await http.GetAsync(new Uri(address, "/readyz"), cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new WorkException($"{address} is not ready: it answers {(int)answer.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            throw new WorkException($"{address} does not answer: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new WorkException($"{address} did not answer within {Most.TotalSeconds:0} seconds", e);
        }

        await _terminal.Out.WriteLineAsync("ready");
        return ExitStatus.Done;
    }

    private static Uri Parsed(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UsageException($"URL '{text}' is no address; allowed: one like http://127.0.0.1:8082");
}
