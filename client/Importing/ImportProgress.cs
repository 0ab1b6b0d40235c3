using System.Globalization;
using Orleans.Tx.Client.Operating;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Importing;

/// <summary>Shows how an import goes.</summary>
/// <param name="rows">Rows of all files that are to be stored.</param>
internal sealed class ImportProgress(Terminal terminal, long rows) : IReadProgress, IDisposable
{
    private readonly ProgressLine _line = new(terminal);
    private readonly Dictionary<int, long> _met = [];
    private long? _atStart;

    /// <summary>What is read is told once it is stored.</summary>
    public void Report(OrderFile file, long rows)
    {
    }

    /// <summary>Rows that were stored before count as much as those that are.</summary>
    public void Begin(IEnumerable<ImportStatus> imports)
    {
        foreach (var import in imports)
            _met[import.Id] = Met(import);
        _atStart = _met.Values.Sum();
    }

    public void Show(ImportStatus import)
    {
        _met[import.Id] = Met(import);
        if (import.State == ImportState.Replacing)
            _line.Show(share: null, () => $"{VisibleText.Line(import.File.Name)}: {Digits.Grouped(import.TakenOut)} earlier rows taken out");
        else
            _line.Show(Share(_met.Values.Sum(), rows), Stored);
    }

    public void Counting(ProjectionStatus projection) => _line.Show(Share(projection.Position, projection.LastBatch), () => string.Create(
        CultureInfo.InvariantCulture,
        $"stored; counting: batch {projection.Position} of {projection.LastBatch} ({100 * projection.Position / Math.Max(1, projection.LastBatch)} %){ProjectionLine.InBulk(projection)}{(projection.Message is { } trouble ? $": {trouble}" : "")}"));

    /// <summary>Tells why nothing moves; once for as long as it is the same.</summary>
    public void Trouble(string message) => _line.Tell(message);

    /// <summary>Leaves the line empty.</summary>
    public void Dispose() => _line.Dispose();

    private static double Share(long done, long all) => (double)done / Math.Max(1, all);

    private static long Met(ImportStatus import) => import.Stored + import.Restated + import.AlreadyThere + import.Repeated + import.PassedOver;

    private string Stored()
    {
        var met = _met.Values.Sum();
        var rate = (met - (_atStart ?? 0)) / _line.Elapsed.TotalSeconds;
        var left = rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling((rows - met) / rate):0} s left") : "";
        return $"{Digits.Grouped(met)} of {Digits.Grouped(rows)} rows stored ({100 * met / Math.Max(1, rows)} %), {Digits.Grouped((long)rate)} rows/s{left}";
    }
}
