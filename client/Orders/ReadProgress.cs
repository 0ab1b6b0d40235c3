using System.Globalization;
using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Client.Orders;

/// <summary>Shows rows, rows per second and the time left on one line of the terminal, once reading takes longer than a moment.</summary>
internal sealed class ReadProgress(Terminal terminal) : IReadProgress, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private const string EraseLine = "\r\e[K";

    private readonly long _started = terminal.Time.GetTimestamp();
    private TimeSpan _shownAt;
    private OrderFile? _file;
    private TimeSpan _fileStarted;

    public void Report(OrderFile file, long rows)
    {
        var elapsed = terminal.Time.GetElapsedTime(_started);
        if (_file != file)
            (_file, _fileStarted) = (file, elapsed);
        if (!terminal.ErrorIsTerminal || elapsed < Patience || elapsed - _shownAt < Interval)
            return;

        _shownAt = elapsed;
        var rate = Digits.Grouped((long)(rows / elapsed.TotalSeconds));
        terminal.Error.Write($"{EraseLine}{Digits.Grouped(rows)} rows · {rate} rows/s{Left(file, elapsed)}");
    }

    /// <summary>Leaves the line empty.</summary>
    public void Dispose()
    {
        if (_shownAt > TimeSpan.Zero)
            terminal.Error.Write(EraseLine);
    }

    private string Left(OrderFile file, TimeSpan elapsed)
    {
        if (file is not { Size: > 0 and var size, Position: > 0 and var position })
            return "";
        var left = (elapsed - _fileStarted).TotalSeconds * (size - position) / position;
        return string.Create(CultureInfo.InvariantCulture, $" · {100.0 * position / size:0} % of {file.Name} · {Math.Ceiling(left):0} s left");
    }
}
