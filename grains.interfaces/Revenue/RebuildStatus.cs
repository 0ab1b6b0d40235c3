using Orleans.Tx.Grains.Jobs;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>How a rebuild is going, or how it ended.</summary>
/// <param name="Id">Names it among those of its source.</param>
/// <param name="Step">What it is doing, or did last.</param>
/// <param name="Carried">Entries of the log that are counted anew.</param>
/// <param name="Entries">Entries in all; 0 until that is known.</param>
/// <param name="Epoch">The epoch of the new aggregates; 0 before they are there.</param>
/// <param name="Position">The last batch in the new aggregates.</param>
/// <param name="Zone">The zone that their months are cut in.</param>
/// <param name="Message">Why it failed; or which batches of the log do not hold what they were stored with.</param>
[GenerateSerializer, Immutable, Alias("tx.RebuildStatus")]
public sealed record RebuildStatus(
    [property: Id(0)] string Source,
    [property: Id(1)] string Id,
    [property: Id(2)] JobState State,
    [property: Id(3)] string Step,
    [property: Id(4)] long Carried,
    [property: Id(5)] long Entries,
    [property: Id(6)] int Epoch,
    [property: Id(7)] long Position,
    [property: Id(8)] string Zone,
    [property: Id(9)] string? Message) : IJobStatus;
