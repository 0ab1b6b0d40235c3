using System.Globalization;

namespace Orleans.Tx.Simulator.Transactions;

/// <summary>
/// The rows of an order file as a log: CSV with a header that names <c>customer_id</c>, <c>created_at</c>, <c>amount</c> and perhaps
/// <c>currency</c>, without quoted cells. Every row is a transaction; its id is its line, since order numbers may repeat.
/// </summary>
internal sealed class FileLog : ITransactionLog
{
    private readonly List<Transaction> _rows;

    private FileLog(List<Transaction> rows) => _rows = rows;

    public IsoWeek Since => IsoWeek.Of(_rows[0].CreatedAt);

    /// <exception cref="InvalidDataException">A column is missing or a row can't be read; names the file and the line.</exception>
    public static async Task<FileLog> ReadAsync(string path, string defaultCurrency, CancellationToken cancellationToken)
    {
        var rows = new List<Transaction>();
        var line = 0;
        FileColumns? columns = null;
        await foreach (var text in File.ReadLinesAsync(path, cancellationToken))
        {
            line++;
            var cells = text.Split(',');
            if (columns is null)
                columns = FileColumns.Find(path, cells);
            else if (text.Length > 0)
                rows.Add(Read(path, line, cells, columns.Value, defaultCurrency));
        }

        if (rows.Count == 0)
            throw new InvalidDataException($"{path} has no rows; an order file with a header and at least one row is needed.");
        rows.Sort(static (a, b) => (a.CreatedAt.CompareTo(b.CreatedAt), string.CompareOrdinal(a.Id, b.Id)) switch
        {
            (0, var byId) => byId,
            var (byTime, _) => byTime,
        });
        return new FileLog(rows);
    }

    public long PositionOf(DateTimeOffset instant)
    {
        var (low, high) = (0, _rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_rows[middle].CreatedAt < instant.UtcDateTime)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    public Transaction At(long position) => _rows[(int)position];

    private static Transaction Read(string path, int line, string[] cells, FileColumns columns, string defaultCurrency)
    {
        if (cells.Length != columns.Count
            || !decimal.TryParse(cells[columns.Amount], NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            || !DateTimeOffset.TryParse(
                cells[columns.CreatedAt], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var createdAt))
        {
            throw new InvalidDataException(
                $"{path}, line {line}: {columns.Count} cells with a decimal amount and an ISO 8601 time are needed, without quotes.");
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"txn_{line:000000000}");
        var currency = columns.Currency is { } column ? cells[column] : defaultCurrency;
        var type = amount < 0 ? "refund" : "charge";
        // Adding 0.00 keeps the value and gives the two decimals that the API always writes.
        return new Transaction(id, cells[columns.Customer], createdAt.UtcDateTime, amount + 0.00m, currency, type, "web");
    }
}
