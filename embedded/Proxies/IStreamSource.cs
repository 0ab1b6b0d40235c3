namespace Orleans.Runtime;

/// <summary>An enumeration that goes on in an activation.</summary>
internal interface IStreamSource
{
    /// <summary>Whether nobody has read from it since this was last asked.</summary>
    bool IsForgotten();

    /// <summary>Ends it.</summary>
    Task CloseAsync();
}
