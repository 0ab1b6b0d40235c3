namespace Orleans.Tx.Embedded.Tests.Races;

/// <summary>Ends with the activation in whose scope it is made.</summary>
internal sealed class Life : IDisposable
{
    private Watch? _watch;

    public void Belong(Watch watch)
    {
        _watch = watch;
        watch.Begin();
    }

    public void Dispose() => _watch?.End();
}
