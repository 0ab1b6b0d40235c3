using System.Globalization;

namespace Grpc.AspNetCore.Server.Wire;

/// <summary>The header <c>grpc-timeout</c>: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const int MostDigits = 8;

    /// <summary>The longest that a call may last; whoever says more means forever.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(99_999_999);

    /// <summary>How long the caller waits; null where it says nothing, or nothing that can be understood.</summary>
    public static TimeSpan? Parse(string? header)
    {
        if (header is not { Length: > 1 and <= MostDigits + 1 }
            || !uint.TryParse(header.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || Unit(header[^1]) is not { } unit)
            return null;
        var seconds = Math.Min(count * unit, (decimal)Longest.TotalSeconds);
        var timeout = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return timeout > TimeSpan.Zero ? timeout : null;
    }

    private static decimal? Unit(char unit) => unit switch
    {
        'H' => 3600m,
        'M' => 60m,
        'S' => 1m,
        'm' => 0.001m,
        'u' => 0.000_001m,
        'n' => 0.000_000_001m,
        _ => null,
    };
}
