namespace Orleans.Tx.Grains.Revenue;

/// <summary>
/// What a commit of the projection left in the matrix: absolute values, so that a message that is lost or late can make its
/// reader late, never wrong.
/// </summary>
/// <param name="From">The position before the commit: the update fits only what is at it.</param>
/// <param name="To">The position after it.</param>
[GenerateSerializer, Immutable, Alias("tx.MatrixUpdate")]
public sealed record MatrixUpdate(
    [property: Id(0)] int Epoch,
    [property: Id(1)] long From,
    [property: Id(2)] long To,
    [property: Id(3)] MatrixChangeRecord Values);
