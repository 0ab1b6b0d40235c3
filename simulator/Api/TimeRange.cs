using System.Globalization;

namespace Orleans.Tx.Simulator.Api;

/// <summary>A range of time that includes its start and excludes its end.</summary>
internal readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset To)
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <exception cref="BadHttpRequestException">A parameter is missing or no instant, or the range ends before it starts.</exception>
    public static TimeRange Read(IQueryCollection query)
    {
        var range = new TimeRange(InstantOf(query, "from"), InstantOf(query, "to"));
        return range.From <= range.To ? range : throw new BadHttpRequestException("Parameter 'from' is later than 'to'");
    }

    private static DateTimeOffset InstantOf(IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var text))
            throw new BadHttpRequestException($"Parameter '{name}' is missing; allowed: an ISO 8601 instant");
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Styles, out var instant))
            return instant;
        throw new BadHttpRequestException($"Parameter '{name}' is '{text}'; allowed: an ISO 8601 instant");
    }
}
