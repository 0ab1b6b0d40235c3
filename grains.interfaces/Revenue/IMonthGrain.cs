using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>Keeps one month's row of the matrix. The key is <c>source/2026-11</c>.</summary>
[Alias("tx.IMonthGrain")]
public interface IMonthGrain : IGrainWithStringKey
{
    /// <summary>A commit changed cells of this month.</summary>
    [Alias("Put")]
    Task Put(MatrixUpdate update);

    /// <summary>The cells of the month, as of a position.</summary>
    [Alias("Row")]
    Task<MonthRow> Row();
}

/// <summary>A month's row of the matrix.</summary>
/// <param name="Position">The batch up to which the row is known to be right.</param>
[GenerateSerializer, Immutable, Alias("tx.MonthRow")]
public sealed record MonthRow(
    [property: Id(0)] int Epoch,
    [property: Id(1)] long Position,
    [property: Id(2)] ImmutableArray<CellRecord> Cells);
