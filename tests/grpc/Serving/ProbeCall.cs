namespace Orleans.Tx.Grpc.Tests.Serving;

/// <summary>What one call went through.</summary>
internal sealed class ProbeCall
{
    /// <summary>It waits: for its cancellation, or for the caller to take a row.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The last row whose write was done.</summary>
    public int Written { get; set; }

    /// <summary>Of this process, in bytes still in use.</summary>
    public long MostMemory { get; set; }
}
