using System.Collections.Immutable;
using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Rejects;

/// <summary>What became of records that were read again, over several answers.</summary>
internal sealed class RetrySum
{
    private SetAsideRetried _sum = new(0, 0, 0, [], null);

    public long Stored => _sum.Stored + _sum.Restated;

    public bool ChangedRows => Stored > 0;

    public bool HasLeft => _sum.Left.Length > 0;

    public bool HasAny => HasLeft || ChangedRows || _sum.AlreadyThere > 0;

    /// <summary>Some were not tried, because their week is queued or under way.</summary>
    public bool IsUnderWay => _sum.Left.Any(left => left.Reason == "under-way");

    public void Add(SetAsideRetried answer) => _sum = new SetAsideRetried(
        _sum.Stored + answer.Stored, _sum.Restated + answer.Restated, _sum.AlreadyThere + answer.AlreadyThere,
        [.. _sum.Left.Concat(answer.Left).GroupBy(left => left.Reason, StringComparer.Ordinal)
            .Select(same => same.First() with { Count = same.Sum(left => left.Count) })],
        null);

    public void Write(OutputFormat format, Terminal terminal) => terminal.Write(
        format, _sum, csv: () => SheetCsv.Write(Sheet(), terminal.Out), text: () => WriteText(terminal));

    private void WriteText(Terminal terminal)
    {
        terminal.Out.WriteLine(HasAny
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{_sum.Stored} stored, {_sum.Restated} restated, {_sum.AlreadyThere} already there, {_sum.Left.Sum(left => left.Count)} still set aside.")
            : "No record is set aside there.");
        foreach (var left in _sum.Left)
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {left.Count} {VisibleText.Line(left.Reason)}, such as {left.Example}: {left.Advice}"));
    }

    private Sheet Sheet()
    {
        var sheet = new Sheet(SheetColumn.Text("outcome"), SheetColumn.Number("count"), SheetColumn.Text("example"), SheetColumn.Text("advice"));
        foreach (var (outcome, count) in (ImmutableArray<(string, long)>)[("stored", _sum.Stored), ("restated", _sum.Restated), ("already-there", _sum.AlreadyThere)])
            sheet.Add(outcome, count.ToString(CultureInfo.InvariantCulture), null, null);
        foreach (var left in _sum.Left)
            sheet.Add(VisibleText.Line(left.Reason), left.Count.ToString(CultureInfo.InvariantCulture), left.Example, left.Advice);
        return sheet;
    }
}
