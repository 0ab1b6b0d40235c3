namespace Orleans.Runtime;

internal enum ActivationState
{
    /// <summary>Known, nothing done yet.</summary>
    Created,

    /// <summary>Its instance is made, its state loaded, <c>OnActivateAsync</c> runs; requests wait.</summary>
    Activating,

    /// <summary>Requests run.</summary>
    Active,

    /// <summary>
    /// No request begins any more; those in progress may end, then <c>OnDeactivateAsync</c> runs; requests wait for a
    /// successor.
    /// </summary>
    Deactivating,

    /// <summary>Gone: takes no requests.</summary>
    Ended,
}
