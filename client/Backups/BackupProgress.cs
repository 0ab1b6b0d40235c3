using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Client.Backups;

/// <summary>Shows on standard error how far it is: on a terminal one line that is written over, else one every ten seconds.</summary>
internal sealed class BackupProgress(Terminal terminal) : IProgress<string>, IDisposable
{
    private const string EraseLine = "\r\e[K";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMilliseconds(250);

    private readonly long _started = terminal.Time.GetTimestamp();
    private TimeSpan _shownAt;
    private bool _open;

    public void Report(string value)
    {
        var elapsed = terminal.Time.GetElapsedTime(_started);
        if (elapsed < Patience || elapsed - _shownAt < (terminal.ErrorIsTerminal ? WriteEvery : LineEvery))
            return;
        _shownAt = elapsed;
        if (!terminal.ErrorIsTerminal)
        {
            terminal.Error.WriteLine(value);
            return;
        }

        terminal.Error.Write(EraseLine + (value.Length < terminal.Width ? value : value[..(terminal.Width - 1)]));
        _open = true;
    }

    /// <summary>Leaves the line empty.</summary>
    public void Dispose()
    {
        if (_open)
            terminal.Error.Write(EraseLine);
        _open = false;
    }
}
