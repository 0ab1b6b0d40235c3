using System.CommandLine;
using System.Globalization;
using Orleans.Tx.Client.Jobs;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Rebuilding;

/// <summary><c>tx rebuild</c>: drops the aggregates and replays the log.</summary>
internal sealed class RebuildCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public RebuildCommand(Terminal terminal)
        : base(
            "rebuild", "Drops the aggregates and replays the log, in the months of Reporting:Zone; answers stay as they were until it is done.",
            "tx rebuild", "tx rebuild --source shop --format json")
    {
        _terminal = terminal;
        Options.Add(_format);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        var ended = await new JobWatch(access.Server, "rebuild", "rebuild", _terminal)
            .UntilDone<RebuildStatus>(choice.Source, cancellation, measure: status => (status.Carried, status.Entries));
        Write(ended, parse.GetValue(_format));
        return ExitStatus.Done;
    }

    private void Write(RebuildStatus ended, OutputFormat format)
    {
        _terminal.Write(
            format, ended,
            csv: () => SheetCsv.Write(Sheet(ended), _terminal.Out),
            text: () => _terminal.Out.WriteLine(
                $"{Digits.Grouped(ended.Entries)} entries of {ended.Source} are counted anew up to batch {Digits.Grouped(ended.Position)}, in months of {ended.Zone}"));
        if (ended.Message is { } message)
            _terminal.Error.WriteLine(message);
    }

    private static Sheet Sheet(RebuildStatus ended)
    {
        var sheet = new Sheet(
            SheetColumn.Text("source", "Source"), SheetColumn.Number("entries", "Entries"), SheetColumn.Number("position", "Position"),
            SheetColumn.Number("epoch", "Epoch"), SheetColumn.Text("zone", "Zone"));
        sheet.Add(ended.Source, Plain(ended.Entries), Plain(ended.Position), Plain(ended.Epoch), ended.Zone);
        return sheet;
    }

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
