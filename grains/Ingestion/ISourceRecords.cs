using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Reads records of a source that are kept, by its present configuration.</summary>
public interface ISourceRecords
{
    /// <param name="reason">Why it was set aside.</param>
    /// <param name="raw">Its text as it is kept.</param>
    /// <exception cref="TxException">The source is not configured.</exception>
    RereadRecord Read(string source, Week week, string reason, string raw);
}
