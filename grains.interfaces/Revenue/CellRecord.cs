using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>A cell of the matrix, or a difference to one.</summary>
/// <param name="Month">The first day of the month the orders were made in.</param>
/// <param name="Cohort">The first day of the month their customers were acquired in.</param>
/// <param name="Currency">The currency's code; null where none is named.</param>
[GenerateSerializer, Immutable, Alias("tx.CellRecord")]
public readonly record struct CellRecord(
    [property: Id(0)] DateOnly Month,
    [property: Id(1)] DateOnly Cohort,
    [property: Id(2)] string? Currency,
    [property: Id(3)] decimal Revenue,
    [property: Id(4)] long Orders,
    [property: Id(5)] long Customers);

/// <summary>The size of a cohort, or a difference to one.</summary>
/// <param name="AnyCurrency">All of its customers are counted; else those with orders in <paramref name="Currency"/>.</param>
[GenerateSerializer, Immutable, Alias("tx.CohortSizeRecord")]
public readonly record struct CohortSizeRecord(
    [property: Id(0)] DateOnly Cohort,
    [property: Id(1)] string? Currency,
    [property: Id(2)] bool AnyCurrency,
    [property: Id(3)] long Customers);

/// <summary>Cells and cohort sizes: differences, or what they are after a commit.</summary>
[GenerateSerializer, Immutable, Alias("tx.MatrixChangeRecord")]
public sealed record MatrixChangeRecord(
    [property: Id(0)] ImmutableArray<CellRecord> Cells,
    [property: Id(1)] ImmutableArray<CohortSizeRecord> Cohorts);
