using System.Text.RegularExpressions;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>What the API allows.</summary>
public sealed class LimitOptions
{
    /// <summary>The most requests in any window.</summary>
    public int Requests { get; init; } = 1000;

    /// <summary>The length of the sliding window.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Statuses of answers that are rate-limit rejections if their body says so. 429 always is one.</summary>
    public IReadOnlyList<int> RejectedStatus { get; init; } = [400, 429];

    /// <summary>A regular expression, ignoring case, for bodies that say so.</summary>
    public Regex RejectedWhen { get; init; } = new(
        "rate.?limit|too many requests|requests? limit|throttl|quota",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The most requests of one week under way at once.</summary>
    public int InFlight { get; init; } = 16;

    /// <summary>The most weeks that are pulled at once.</summary>
    public int Weeks { get; init; } = 4;
}
