using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>What a cohort's customers bought in one month.</summary>
public sealed record CohortMonth(Month Month, CellValue Value);
