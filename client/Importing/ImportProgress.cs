using System.Globalization;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Importing;

/// <summary>Shows how an import goes on standard error: on a terminal one line that is written over, else one every ten seconds.</summary>
/// <param name="rows">Rows of all files that are to be stored.</param>
internal sealed class ImportProgress(Terminal terminal, long rows) : IReadProgress, IDisposable
{
    private const string EraseLine = "\r\e[K";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMilliseconds(250);

    private readonly long _started = terminal.Time.GetTimestamp();
    private readonly Dictionary<int, long> _met = [];
    private TimeSpan _shownAt;
    private long? _atStart;
    private string? _trouble;
    private bool _open;

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
        _trouble = null;
        if (import.State == ImportState.Replacing)
            Show(() => $"{import.File.Name}: {Digits.Grouped(import.TakenOut)} earlier rows taken out");
        else
            Show(Stored);
    }

    public void Counting(ProjectionStatus projection) => Show(() => string.Create(
        CultureInfo.InvariantCulture,
        $"stored; counting: batch {projection.Position} of {projection.LastBatch} ({100 * projection.Position / Math.Max(1, projection.LastBatch)} %){(projection.Message is { } trouble ? $": {trouble}" : "")}"));

    /// <summary>Tells why nothing moves; once for as long as it is the same.</summary>
    public void Trouble(string message)
    {
        if (_trouble == message)
            return;
        _trouble = message;
        Dispose();
        terminal.Error.WriteLine(message);
    }

    /// <summary>Leaves the line empty.</summary>
    public void Dispose()
    {
        if (_open)
            terminal.Error.Write(EraseLine);
        _open = false;
    }

    private static long Met(ImportStatus import) => import.Stored + import.Restated + import.AlreadyThere + import.Repeated + import.PassedOver;

    private string Stored()
    {
        var met = _met.Values.Sum();
        var elapsed = terminal.Time.GetElapsedTime(_started);
        var rate = (met - (_atStart ?? 0)) / elapsed.TotalSeconds;
        var left = rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling((rows - met) / rate):0} s left") : "";
        return $"{Digits.Grouped(met)} of {Digits.Grouped(rows)} rows stored ({100 * met / Math.Max(1, rows)} %), {Digits.Grouped((long)rate)} rows/s{left}";
    }

    private void Show(Func<string> line)
    {
        var elapsed = terminal.Time.GetElapsedTime(_started);
        if (elapsed < Patience || elapsed - _shownAt < (terminal.ErrorIsTerminal ? WriteEvery : LineEvery))
            return;
        _shownAt = elapsed;
        if (terminal.ErrorIsTerminal)
            terminal.Error.Write(EraseLine + line());
        else
            terminal.Error.WriteLine(line());
        _open = terminal.ErrorIsTerminal;
    }
}
