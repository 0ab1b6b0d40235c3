using System.Globalization;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Queries;

/// <summary>The parameters of an address as a question.</summary>
internal static class AskedRows
{
    /// <summary>Rows on a page of JSON where nobody says how many.</summary>
    public const int UsualPage = 100;

    /// <summary>The most of them.</summary>
    public const int LongestPage = 1000;

    public static OrderFilter Filter(string? from, string? to, string[]? customer, string? currency) =>
        new(from, to, customer is { Length: > 0 } ? [.. customer] : null, currency);

    /// <summary>A number that may be left out.</summary>
    /// <exception cref="TxException">It is none.</exception>
    public static long? Limit(string? text)
    {
        if (text is null)
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw Refused($"'{text}' is no number");
    }

    /// <summary>How many rows an answer has: a page of JSON has a length, a stream goes on to the end.</summary>
    /// <exception cref="TxException">So many are not answered.</exception>
    public static long? Limit(long? asked, RowFormat format)
    {
        if (asked < 1)
            throw Refused($"{asked} is not allowed");
        if (format != RowFormat.Json)
            return asked;
        return asked > LongestPage ? throw Refused($"{asked} is too many for a page of JSON") : asked ?? UsualPage;
    }

    private static TxException Refused(string why) => new(
        TxError.Invalid, $"limit: {why}; 1 to {LongestPage} are allowed, and any number of rows with Accept: {RowFormats.Csv} or {RowFormats.Lines}");
}
