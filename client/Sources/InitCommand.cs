using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;

namespace Orleans.Tx.Client.Sources;

/// <summary><c>tx init</c>: writes a commented tx.json.</summary>
internal sealed class InitCommand : TxCommand
{
    private readonly Terminal _terminal;

    private readonly Argument<string> _name = new("NAME")
    {
        Description = $"An API that is known: {string.Join(", ", KnownSource.Names)} (default: {KnownSource.Simulator})",
        DefaultValueFactory = _ => KnownSource.Simulator,
    };

    private readonly Option<string> _file = new("--config")
    {
        Description = $"The file to write (default: {ServerOptions.DefaultConfiguration})",
        HelpName = "FILE",
        DefaultValueFactory = _ => ServerOptions.DefaultConfiguration,
    };

    public InitCommand(Terminal terminal)
        : base("init", "Writes a commented tx.json: for the simulator, or for an API that is known.", "tx init", "tx init stripe", "tx init shopify --config shop.json")
    {
        _terminal = terminal;
        _name.CompletionSources.Add([.. KnownSource.Names]);
        Arguments.Add(_name);
        Options.Add(_file);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var name = parse.GetValue(_name) ?? KnownSource.Simulator;
        var text = KnownSource.Find(name)
            ?? throw new UsageException($"'{name}' is no API that is known; allowed: {string.Join(", ", KnownSource.Names)}. For another one, write one of these and change it");
        var path = parse.GetValue(_file) ?? ServerOptions.DefaultConfiguration;
        await Write(path, text, cancellation);
        var config = path == ServerOptions.DefaultConfiguration ? "" : $" --config {path}";
        var first = name == KnownSource.Simulator
            ? "start the API in another terminal with tx simulate"
            : "set your address and first week in it and put the secret where it says";
        await _terminal.Out.WriteLineAsync($"Wrote {path}. Next: {first}; then tx source check{config}, which sends one request and shows what is understood of the answer.");
        return ExitStatus.Done;
    }

    /// <summary>Never over a file that is there.</summary>
    private static async Task Write(string path, string text, CancellationToken cancellation)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await using var writer = new StreamWriter(file);
            await writer.WriteAsync(text.AsMemory(), cancellation);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new UsageException($"{path} is there already and is left as it is; write another file with --config FILE");
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--config {path} can't be written: {unwritable.Message}");
        }
    }
}
