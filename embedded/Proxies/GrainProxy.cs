using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A reference to a grain. It remembers the activation it last called, and finds another when that has ended.</summary>
[SuppressMessage("Design", "MA0053:Make class or record sealed", Justification = "References are classes made from this one at run time.")]
internal class GrainProxy : DispatchProxy
{
    private GrainInterface? _interface;
    private Activation? _activation;

    internal GrainFactory Factory { get; private set; } = null!;

    internal GrainId GrainId { get; private set; }

    public override bool Equals(object? obj) => obj is GrainProxy other && other.GrainId.Equals(GrainId);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => GrainId.ToString();

    internal void Initialize(GrainInterface grainInterface, GrainFactory factory)
    {
        _interface = grainInterface;
        Factory = factory;
    }

    // A copy costs a fraction of what making a proxy anew does, and less than finding one in a table.
    internal GrainProxy For(GrainId id)
    {
        var reference = (GrainProxy)MemberwiseClone();
        reference.GrainId = id;
        return reference;
    }

    internal void Send(Request request)
    {
        if (_activation?.TryEnqueue(request) is true)
            return;
        _activation = Factory.Dispatch(GrainId, request);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _interface![targetMethod!].Call(this, args ?? []);
}
