using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Security;

namespace Orleans.Tx.Client.Keys;

/// <summary><c>tx key new</c>: a key, told once, and what the configuration has to know of it.</summary>
internal sealed partial class KeyNewCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _name = new("NAME") { Description = "Whose key it is: 1 to 64 letters, digits and ._-" };
    private readonly ChoiceOption<AccessScope> _scope = new("--scope", "What it allows", ("read", AccessScope.Read), ("operate", AccessScope.Operate));
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public KeyNewCommand(Terminal terminal)
        : base("new", "Makes a key and prints it once, with the entry for the configuration.", "tx key new reports", "tx key new scheduler --scope operate --format json")
    {
        _terminal = terminal;
        Arguments.Add(_name);
        Options.Add(_scope);
        Options.Add(_format);
    }

    protected override Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var name = parse.GetRequiredValue(_name);
        if (!KeyName().IsMatch(name))
            throw new UsageException($"NAME '{name}' is not allowed: 1 to 64 letters, digits and ._- are");
        var (text, key) = AccessKey.New(name, parse.GetValue(_scope));
        Write(text, new(name, Convert.ToHexStringLower(key.Sha256.AsSpan()), key.Scope == AccessScope.Read ? "read" : "operate"), parse.GetValue(_format));
        return Task.FromResult(ExitStatus.Done);
    }

    private void Write(string key, Entry entry, OutputFormat format)
    {
        var output = _terminal.Out;
        if (format == OutputFormat.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(new { Key = key, Entry = entry.Json }, TxJson.Indented));
        }
        else if (format == OutputFormat.Csv)
        {
            var sheet = new Sheet(SheetColumn.Text("key", "Key"), SheetColumn.Text("name", "Name"), SheetColumn.Text("sha256", "SHA-256"), SheetColumn.Text("scope", "Scope"));
            sheet.Add(key, entry.Name, entry.Sha256, entry.Scope);
            SheetCsv.Write(sheet, output);
        }
        else
        {
            output.WriteLine($"The key, which is shown only now and kept nowhere:\n\n{key}\n");
            output.WriteLine($"The entry for Gateway:Keys in tx.json, which does not tell the key:\n\n{entry}\n");
            output.WriteLine($"Whoever has it gives it as TX_KEY in the environment or with --key-file, and to other programs as Authorization: Bearer KEY.");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyName();

    private sealed record Entry(string Name, string Sha256, string Scope)
    {
        // With the names that the configuration has.
        public Dictionary<string, string> Json => new(StringComparer.Ordinal) { ["Name"] = Name, ["Sha256"] = Sha256, ["Scope"] = Scope };

        public override string ToString() => $$"""{ "Name": "{{Name}}", "Sha256": "{{Sha256}}", "Scope": "{{Scope}}" }""";
    }
}
