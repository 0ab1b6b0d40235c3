using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Domain.Tests.Limiting;

/// <summary>A window of ten requests in ten minutes, and what tests do to it.</summary>
internal static class TenInTenMinutes
{
    public static DateTimeOffset Start { get; } = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);

    public static WindowLimit Limit { get; } = new(10, Seconds(600), timeout: Seconds(30), lease: Seconds(5));

    public static DateTimeOffset Asked(SlidingWindow window, DateTimeOffset from)
    {
        while (window.Free(from) == 0)
            from = window.NextFree(from);
        return from;
    }

    public static void Tell(SlidingWindow window, long lease, ToldLimit told) =>
        window.Settle(lease, Outcome.Accepted, Start, Start, told: told);

    public static void Accept(SlidingWindow window, long lease, DateTimeOffset now)
    {
        window.Grant(lease, 1, now);
        window.Settle(lease, Outcome.Accepted, now, now);
    }

    public static SlidingWindow Fresh() => new(Limit, WindowState.Fresh, Start);

    public static void Reject(SlidingWindow window, long lease, DateTimeOffset now)
    {
        window.Grant(lease, 1, now);
        window.Settle(lease, Outcome.Rejected, now, now);
    }

    public static SlidingWindow Rejected(DateTimeOffset now)
    {
        var window = new SlidingWindow(Limit, WindowState.Fresh, now);
        window.Grant(1, 1, now);
        window.Settle(1, Outcome.Rejected, now, now);
        return window;
    }

    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
