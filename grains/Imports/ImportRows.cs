using System.Globalization;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Grains.Imports;

/// <summary>The rows of a chunk, found good.</summary>
public sealed class ImportRows
{
    private readonly ImportChunk _chunk;
    private readonly string[] _currencies;
    private readonly Week[] _weeks;
    private static readonly int UnixDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private ImportRows(ImportChunk chunk, string[] currencies, Week[] weeks) => (_chunk, _currencies, _weeks) = (chunk, currencies, weeks);

    /// <summary>The line up to which the import is stored with these.</summary>
    public long To => _chunk.To;

    public int Count => _chunk.Lines.Length;

    /// <exception cref="TxException">A column or value is wrong; the message names it and the line.</exception>
    public static ImportRows Of(StoredImport import, ImportChunk chunk)
    {
        CheckColumns(import, chunk);
        var (currencies, weeks) = (new string[chunk.Lines.Length], new Week[chunk.Lines.Length]);
        var (met, known) = (new HashSet<Week>(), new Dictionary<string, string>(StringComparer.Ordinal));
        for (var row = 0; row < weeks.Length; row++)
        {
            CheckRow(import, chunk, row);
            weeks[row] = WeekAt(chunk.Times[row]);
            met.Add(weeks[row]);
            currencies[row] = CurrencyOf(chunk, row, known);
        }

        if (met.Count > ImportChunk.MostWeeks)
            throw Wrong($"times: the rows lie in {met.Count} weeks; {ImportChunk.MostWeeks} are allowed in one chunk");
        return new ImportRows(chunk, currencies, weeks);
    }

    public Week WeekOf(int row) => _weeks[row];

    public long Line(int row) => _chunk.Lines[row];

    public string Customer(int row) => _chunk.Customers[row];

    public DateTime OccurredAt(int row) => DateTime.UnixEpoch.AddTicks(_chunk.Times[row] * TimeSpan.TicksPerMicrosecond);

    public decimal Amount(int row) => _chunk.Amounts[row];

    /// <summary>The code, or empty text.</summary>
    public string Currency(int row) => _currencies[row];

    /// <summary>The row's own id; of an import without ids null.</summary>
    public string? Id(int row) => _chunk.Ids is { } ids ? ids[row] : null;

    private static void CheckColumns(StoredImport import, ImportChunk chunk)
    {
        if (chunk.Lines.IsDefault || chunk.Customers.IsDefault || chunk.Times.IsDefault || chunk.Amounts.IsDefault || chunk.Currencies.IsDefault || chunk.Ids is { IsDefault: true })
            throw Wrong("lines, customers, times, amounts, currencies: each is needed, as a list");
        if ((chunk.Ids is not null) != import.Keyed)
            throw Wrong(import.Keyed ? "ids: the rows of this import are known by their ids" : "ids: the rows of this import have none");
        foreach (var (name, length) in Lengths(chunk))
        {
            if (length != chunk.Lines.Length)
                throw Wrong($"{name}: has {length} values, lines has {chunk.Lines.Length}");
        }

        if (chunk.Lines.Length > ImportChunk.MostRows)
            throw Wrong($"lines: {chunk.Lines.Length} rows; {ImportChunk.MostRows} are allowed in one chunk");
        if (chunk.To < chunk.After || chunk.To > import.File.Lines)
            throw Wrong($"to: {chunk.To} does not lie between after, {chunk.After}, and the last line, {import.File.Lines}");
    }

    private static IEnumerable<(string, int)> Lengths(ImportChunk chunk) =>
    [
        ("customers", chunk.Customers.Length), ("times", chunk.Times.Length), ("amounts", chunk.Amounts.Length),
        ("currencies", chunk.Currencies.Length), ("ids", chunk.Ids?.Length ?? chunk.Lines.Length),
    ];

    private static void CheckRow(StoredImport import, ImportChunk chunk, int row)
    {
        var line = chunk.Lines[row];
        if (line <= (row == 0 ? chunk.After : chunk.Lines[row - 1]) || line > chunk.To)
            throw Wrong($"lines: {line} does not follow the line before it, or lies behind to, {chunk.To}");
        if (!IsText(chunk.Customers[row]))
            throw Wrong($"customers: that of line {line} is no text of 1 to {Transaction.MaxIdLength} characters without NUL");
        if (chunk.Ids is { } ids && !IsText(ids[row]))
            throw Wrong($"ids: that of line {line} is no text of 1 to {Transaction.MaxIdLength} characters without NUL");
        if (chunk.Times[row] < Microseconds(import.File.First) || chunk.Times[row] > Microseconds(import.File.Last) || import.File.First is null)
            throw Wrong($"times: that of line {line} does not lie between the first and last order that the import was opened with");
        if (!Money.TryOf(chunk.Amounts[row], out _))
            throw Wrong($"amounts: {chunk.Amounts[row].ToString(CultureInfo.InvariantCulture)} of line {line} is no amount of at most {Money.MaxPlaces} places below 10^15");
    }

    private static long Microseconds(DateTimeOffset? time) => ((time ?? default).UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static bool IsText(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > Transaction.MaxIdLength)
            return false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0' || (char.IsSurrogate(text[at]) && !char.IsSurrogatePair(text, at++)))
                return false;
        }

        return true;
    }

    private static Week WeekAt(long microseconds)
    {
        var days = Math.DivRem(microseconds, TimeSpan.MicrosecondsPerDay, out var rest) - (rest < 0 ? 1 : 0);
        return Week.Of(DateOnly.FromDayNumber(UnixDay + (int)days));
    }

    private static string CurrencyOf(ImportChunk chunk, int row, Dictionary<string, string> known)
    {
        var written = chunk.Currencies[row] ?? "";
        if (known.TryGetValue(written, out var code))
            return code;
        if (!Domain.Monetary.Currency.TryParse(written, out var currency))
            throw Wrong($"currencies: '{written}' of line {chunk.Lines[row]} is no currency code: 1 to {Domain.Monetary.Currency.MaxLength} letters or digits");
        return known[written] = currency.ToString();
    }

    private static TxException Wrong(string message) => new(TxError.Invalid, message);
}
