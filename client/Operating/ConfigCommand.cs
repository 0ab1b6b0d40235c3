using System.CommandLine;
using System.Text.Json;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Client.Operating;

/// <summary><c>tx config</c>: every key, the value that counts and where it comes from.</summary>
internal sealed class ConfigCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public ConfigCommand(Terminal terminal)
        : base("config", "Shows the effective configuration and where each value comes from; secrets are not shown.", "tx config", "tx config --config shop.json --format json")
    {
        _terminal = terminal;
        Options.Add(_format);
        _server.AddTo(this);
    }

    protected override Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var values = TxConfiguration.Effective(_server.Read(parse).ConfigurationFile, []);
        Write(values, parse.GetValue(_format));
        return Task.FromResult(ExitStatus.Done);
    }

    private void Write(IReadOnlyList<EffectiveValue> values, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            _terminal.Out.WriteLine(JsonSerializer.Serialize(values, TxJson.Indented));
            return;
        }

        var sheet = new Sheet(SheetColumn.Text("key", "Key"), SheetColumn.Clipped("value", "Value"), SheetColumn.Clipped("origin", "From", rank: 1));
        foreach (var value in values)
            sheet.Add(value.Key, value.Value, value.Origin);
        if (format == OutputFormat.Csv)
            SheetCsv.Write(sheet, _terminal.Out);
        else
            SheetTable.Write(sheet, _terminal);
    }
}
