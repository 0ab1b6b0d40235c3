using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Orleans.Tx.Grains.Queries;

/// <summary>
/// A place in the order of transactions: behind one row, whether that is still there or not. Rows that come later and lie before it are not
/// seen by who goes on from it; none is seen twice.
/// </summary>
public readonly record struct TransactionCursor(DateTimeOffset OccurredAt, string Id)
{
    /// <exception cref="TxException">The text is no cursor.</exception>
    public static TransactionCursor Parse(string text)
    {
        try
        {
            var parts = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(text)).Split('/', 2);
            if (parts is [var ticks, { Length: > 0 } id] && !id.Contains('\0')
                && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.Ticks)
                return new TransactionCursor(new DateTimeOffset(at, TimeSpan.Zero), id);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            // Said below, like any other text that is none.
        }

        throw new TxException(TxError.Invalid, $"after: '{text}' is no cursor: write what an answer to the same question calls next");
    }

    public override string ToString() => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{OccurredAt.UtcTicks}/{Id}")));
}
