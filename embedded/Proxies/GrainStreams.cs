namespace Orleans.Runtime;

/// <summary>The enumerations that go on in an activation. One that nobody reads from for a response timeout is closed.</summary>
internal sealed class GrainStreams(Activation activation)
{
    private readonly HashSet<IStreamSource> _open = [];
    private IGrainTimer? _cleanup;

    internal StreamSource<T> Open<T>(StreamMethod<T> method, object?[] arguments)
    {
        var source = new StreamSource<T>(this, activation, method, arguments);
        _open.Add(source);
        var period = activation.Silo.ResponseTimeout;
        _cleanup ??= activation.Timers.Register(_ => CloseForgottenAsync(), new(period, period) { Interleave = true });
        return source;
    }

    internal void Remove(IStreamSource source)
    {
        if (!_open.Remove(source) || _open.Count > 0)
            return;
        _cleanup?.Dispose();
        _cleanup = null;
    }

    internal Task DisposeAsync() => Task.WhenAll(_open.ToList().Select(source => source.CloseAsync()));

    private Task CloseForgottenAsync() =>
        Task.WhenAll(_open.Where(source => source.IsForgotten()).ToList().Select(source => source.CloseAsync()));
}
