using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Reads records of a source that are kept, by its present configuration.</summary>
public interface ISourceRecords
{
    /// <param name="reason">Why it was set aside.</param>
    /// <param name="raw">Its text as it is kept.</param>
    /// <exception cref="TxException">The source is not configured.</exception>
    RereadRecord Read(string source, Week week, string reason, string raw);

    /// <summary>
    /// Whom a kept record is of: the customer at the mapped place; where nothing can be read there, or the source is not configured, every
    /// text and number that it may be.
    /// </summary>
    /// <param name="raw">Its text as it is kept.</param>
    IReadOnlyCollection<string> CustomersOf(string source, string raw);
}
