using System.CommandLine;
using System.CommandLine.Parsing;

namespace Orleans.Tx.Client.Server;

/// <summary>The options of every command that works with the store: where it is, how it is configured, which source is meant.</summary>
/// <param name="agrees">What <c>--yes</c> says beforehand, beside that PostgreSQL may be installed; null for nothing.</param>
internal sealed class ServerOptions(string? agrees = null)
{
    public const string DefaultData = ".tx";
    public const string DefaultConfiguration = "tx.json";

    private readonly Option<string> _data = new("--data")
    {
        Description = $"The folder that holds the embedded PostgreSQL and all else that lasts (default: {DefaultData})",
        HelpName = "DIR",
        DefaultValueFactory = _ => DefaultData,
    };

    private readonly Option<string?> _configuration = new("--config")
    {
        Description = $"The configuration file (default: {DefaultConfiguration}, if there is one)",
        HelpName = "FILE",
    };

    private readonly Option<Uri?> _server = new("--server")
    {
        Description = "The address of a running service to ask, instead of the store in --data",
        HelpName = "URL",
        CustomParser = Address,
    };

    private readonly Option<string?> _keyFile = new("--key-file")
    {
        Description = $"The file with the key that a running service asks for (default: the key in {ServerKey.Variable})",
        HelpName = "FILE",
    };

    private readonly Option<string?> _source = new("--source") { Description = "Which source is meant (default: the only one)", HelpName = "NAME" };

    private readonly Option<bool> _yes = new("--yes")
    {
        Description = $"{(agrees is null ? "" : $"{agrees}; ")}Install PostgreSQL's server without asking, where it is missing",
    };

    public void AddTo(Command command)
    {
        AddStoreTo(command);
        command.Options.Add(_server);
        command.Options.Add(_keyFile);
        command.Options.Add(_source);
    }

    /// <summary>Those alone that say where the store is, for a command that asks no service.</summary>
    public void AddStoreTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_configuration);
        command.Options.Add(_yes);
    }

    /// <summary>What the command line says.</summary>
    public ServerChoice Read(ParseResult parse) => new(
        parse.GetValue(_data) ?? DefaultData, parse.GetValue(_configuration), parse.GetValue(_server), parse.GetValue(_source), parse.GetValue(_yes),
        ServerKey.Read(parse.GetValue(_keyFile)));

    private static Uri? Address(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;

        result.AddError($"--server '{text}' is no address; allowed: one like http://127.0.0.1:8080");
        return null;
    }
}
