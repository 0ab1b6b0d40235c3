using System.Globalization;
using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Client.Orders;

/// <summary>Shows rows, rows per second and the time left, for the person at a terminal.</summary>
internal sealed class ReadProgress(Terminal terminal) : IReadProgress, IDisposable
{
    private readonly ProgressLine _line = new(terminal);
    private OrderFile? _file;
    private TimeSpan _fileStarted;

    public void Report(OrderFile file, long rows)
    {
        var elapsed = _line.Elapsed;
        if (_file != file)
            (_file, _fileStarted) = (file, elapsed);
        if (terminal.ErrorIsTerminal)
            _line.Show(Share(file), () => $"{Digits.Grouped(rows)} rows, {Digits.Grouped((long)(rows / elapsed.TotalSeconds))} rows/s{Left(file, elapsed)}");
    }

    /// <summary>Leaves the line empty.</summary>
    public void Dispose() => _line.Dispose();

    private static double? Share(OrderFile file) => file is { Size: > 0 and var size, Position: var position } ? (double)position / size : null;

    private string Left(OrderFile file, TimeSpan elapsed)
    {
        if (Share(file) is not (> 0 and var share))
            return "";
        var left = (elapsed - _fileStarted).TotalSeconds * (1 - share) / share;
        return string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(left):0} s left, {100 * share:0} % of {VisibleText.Line(file.Name)}");
    }
}
