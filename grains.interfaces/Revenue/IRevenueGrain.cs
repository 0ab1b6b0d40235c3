namespace Orleans.Tx.Grains.Revenue;

/// <summary>Holds the whole matrix of one source as one snapshot, and answers from it. The key is the source's name.</summary>
[Alias("tx.IRevenueGrain")]
public interface IRevenueGrain : IGrainWithStringKey
{
    /// <summary>A commit changed the matrix.</summary>
    [Alias("Put")]
    Task Put(MatrixUpdate update);

    /// <summary>Months and cohorts of one snapshot, at most a second behind what is committed.</summary>
    /// <exception cref="TxException">Nothing was ever stored for the source.</exception>
    [Alias("Report")]
    Task<RevenueAnswer> Report(RevenueQuery query);
}
