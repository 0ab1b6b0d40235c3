using System.Globalization;

namespace Orleans.Tx.Simulator.Api;

/// <summary>What a request asks for: a page of the transactions from an instant, included, to another, excluded.</summary>
internal readonly record struct PageQuery(TimeRange Range, int Page, int PerPage)
{
    /// <summary>The most records of one page; asking for more is not an error, they are just not given.</summary>
    public const int MostPerPage = 100;

    /// <exception cref="BadHttpRequestException">A parameter is missing or has no such value.</exception>
    public static PageQuery Read(IQueryCollection query) => new(
        TimeRange.Read(query),
        NumberOf(query, "page", 1),
        Math.Min(NumberOf(query, "per_page", MostPerPage), MostPerPage));

    private static int NumberOf(IQueryCollection query, string name, int fallback)
    {
        if (!query.TryGetValue(name, out var text))
            return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1)
            return number;
        throw new BadHttpRequestException($"Parameter '{name}' is '{text}'; allowed: a whole number from 1 on");
    }
}
