using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Client.Backups;

/// <summary>Shows how far a backup or its restoration is.</summary>
internal sealed class BackupProgress(Terminal terminal) : IProgress<string>, IDisposable
{
    private readonly ProgressLine _line = new(terminal);

    public void Report(string value) => _line.Show(share: null, () => value);

    /// <summary>Leaves the line empty.</summary>
    public void Dispose() => _line.Dispose();
}
