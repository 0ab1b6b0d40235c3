namespace Orleans;

/// <summary>The kinds of reasons for which activations end. In one process only some of them come up.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>None was given.</summary>
    None,

    /// <summary>The host stops.</summary>
    ShuttingDown,

    /// <summary>The constructor or <c>OnActivateAsync</c> threw.</summary>
    ActivationFailed,

    /// <summary>The directory of a cluster failed: never here.</summary>
    DirectoryFailure,

    /// <summary>The activation was idle for its collection age.</summary>
    ActivationIdle,

    /// <summary>The activation doesn't respond: never here.</summary>
    ActivationUnresponsive,

    /// <summary>The grain is active elsewhere: never here.</summary>
    DuplicateActivation,

    /// <summary>A call of another version came: never here.</summary>
    IncompatibleRequest,

    /// <summary>The grain let an exception escape that says its state is stale.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>The activation moves elsewhere: never here.</summary>
    Migrating,

    /// <summary>The engine asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory runs short: never here.</summary>
    HighMemoryPressure,
}
