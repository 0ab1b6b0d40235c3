namespace Orleans.Tx.Grains.Revenue;

/// <summary>
/// What a grain remembers of the stored matrix. It follows the projection's messages while they fit, and looks at the store when
/// one was missed or none came for a second: so it may be late, never wrong.
/// </summary>
internal sealed class HeldMatrix(IProjectionStore store, string source, TimeProvider time)
{
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(1);

    private StoredMatrix? _held;
    private long _confirmed;

    /// <summary>A commit changed the matrix. An update that does not follow what is held is dropped, and so is what is held.</summary>
    public void Put(MatrixUpdate update)
    {
        if (_held is not { } held)
            return;
        if (held.At.Epoch == update.Epoch && held.At.Position >= update.To)
            return;
        if (held.At.Epoch != update.Epoch || held.At.Position != update.From)
        {
            _held = null;
            return;
        }

        held.Matrix.Put(update.Values);
        _held = held with { At = held.At with { Position = update.To, LastBatch = Math.Max(update.To, held.At.LastBatch) } };
    }

    /// <summary>The matrix, at most a second behind what is committed.</summary>
    public async Task<StoredMatrix> Read(CancellationToken cancellationToken)
    {
        if (_held is { } trusted && time.GetElapsedTime(_confirmed) < TrustedFor)
            return trusted;

        var asked = time.GetTimestamp();
        var now = await store.Position(source, cancellationToken);
        _held = _held is { } held && held.At.Epoch == now.Epoch && held.At.Position == now.Position
            ? held with { At = now }
            : await store.Matrix(source, cancellationToken);
        _confirmed = asked;
        return _held;
    }
}
