using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Rejects;

/// <summary>Writes a list of records set aside as it comes, in parts.</summary>
/// <param name="first">The list's beginning, which has the counts.</param>
internal sealed class RejectsSheet(SetAsideList first, OutputFormat format, Terminal terminal)
{
    private const int LongestShown = 100;

    private bool _begun;
    private long _written;

    public void Write(ImmutableArray<SetAsideEntry> records)
    {
        if (format == OutputFormat.Json)
            WriteJson(records);
        else if (format == OutputFormat.Csv)
            SheetCsv.Write(Sheet(records, shown: false), terminal.Out, heading: !_begun);
        else if (records.Length > 0)
            SheetTable.Write(Sheet(records, shown: true), terminal);
        _begun = true;
        _written += records.Length;
    }

    /// <param name="next">There are more.</param>
    public void End(string? next)
    {
        if (format == OutputFormat.Json)
            terminal.Out.Write($"{(_written > 0 ? "\n  " : "")}],\n  \"next\": {JsonSerializer.Serialize(next, TxJson.Compact)}\n}}\n");
        else
            (format == OutputFormat.Csv ? terminal.Error : terminal.Out).WriteLine(Summary(next));
    }

    private string Summary(string? next)
    {
        var reasons = first.Reasons ?? [];
        var all = reasons.Sum(reason => reason.Count);
        if (all == 0)
            return "No record is set aside.";
        var by = string.Join(", ", reasons.Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Count} {VisibleText.Line(reason.Reason)}")));
        var more = next is null ? "" : string.Create(CultureInfo.InvariantCulture, $" The first {_written} are shown; --limit shows more.");
        return string.Create(CultureInfo.InvariantCulture, $"{all} set aside: {by}.{more}");
    }

    private void WriteJson(ImmutableArray<SetAsideEntry> records)
    {
        if (!_begun)
        {
            terminal.Out.Write(
                $"{{\n  \"source\": {JsonSerializer.Serialize(first.Source, TxJson.Compact)},\n  \"reasons\": {JsonSerializer.Serialize(first.Reasons, TxJson.Compact)},\n  \"records\": [");
        }

        foreach (var (index, record) in records.Index())
            terminal.Out.Write($"{(_written + index > 0 ? "," : "")}\n    {JsonSerializer.Serialize(record, TxJson.Compact)}");
    }

    private static Sheet Sheet(ImmutableArray<SetAsideEntry> records, bool shown)
    {
        var sheet = new Sheet(
            SheetColumn.Text("id", "Id"), SheetColumn.Text("reason", "Reason"), SheetColumn.Text("seenAt", "Seen at", rank: 1),
            SheetColumn.Number("bytes", "Bytes", rank: 2), SheetColumn.Clipped("raw", "Record"));
        foreach (var record in records)
        {
            sheet.Add(
                record.Id, VisibleText.Line(record.Reason), record.SeenAt.ToString(shown ? "yyyy-MM-dd HH:mm" : "O", CultureInfo.InvariantCulture),
                record.Bytes.ToString(CultureInfo.InvariantCulture), shown ? Shown(record.Raw) : VisibleText.Line(record.Raw));
        }

        return sheet;
    }

    private static string Shown(string raw)
    {
        var line = VisibleText.Line(raw);
        return line.Length <= LongestShown
            ? line
            : $"{line.AsSpan(0, char.IsHighSurrogate(line[LongestShown - 2]) ? LongestShown - 2 : LongestShown - 1)}…";
    }
}
