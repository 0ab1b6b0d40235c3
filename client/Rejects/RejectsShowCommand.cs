using System.CommandLine;
using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Rejects;

/// <summary><c>tx rejects show</c>: one record whole.</summary>
internal sealed class RejectsShowCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly Argument<string> _id = new("ID") { Description = "Which record: week/run/page/place, as tx rejects lists it" };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public RejectsShowCommand(Terminal terminal)
        : base("show", "Shows a record that could not be read, whole, and what to do about it.", "tx rejects show 2026-W40/1/17/3")
    {
        _terminal = terminal;
        Arguments.Add(_id);
        Options.Add(_format);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var id = RejectId.Parse(parse.GetValue(_id)!);
        var choice = _server.Read(parse);
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        Write(await access.Server.Reject(choice.Source, id, cancellation), parse.GetValue(_format));
        return ExitStatus.Done;
    }

    private void Write(SetAsideDetail record, OutputFormat format)
    {
        var seen = record.SeenAt.ToString("O", CultureInfo.InvariantCulture);
        _terminal.Write(format, record, csv: () => WriteCsv(record, seen), text: () => WriteText(record, seen));
    }

    private void WriteCsv(SetAsideDetail record, string seen)
    {
        var sheet = new Sheet(
            SheetColumn.Text("id"), SheetColumn.Text("reason"), SheetColumn.Text("seenAt"), SheetColumn.Text("raw"), SheetColumn.Text("advice"));
        sheet.Add(record.Id, VisibleText.Line(record.Reason), seen, VisibleText.Lines(record.Raw), record.Advice);
        SheetCsv.Write(sheet, _terminal.Out);
    }

    private void WriteText(SetAsideDetail record, string seen)
    {
        _terminal.Out.WriteLine($"Record   {record.Id} of {record.Source}");
        _terminal.Out.WriteLine($"Reason   {VisibleText.Line(record.Reason)}");
        _terminal.Out.WriteLine($"Seen at  {seen}");
        _terminal.Out.WriteLine($"To do    {record.Advice}");
        _terminal.Out.WriteLine(VisibleText.Lines(record.Raw));
    }
}
