using System.Collections.Immutable;
using System.Globalization;
using Orleans.Tx.Client.Operating;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Pulling;

/// <summary>A pull as a whole, in one line: how far, how fast, what it cost, and when it will be there.</summary>
internal sealed class PullSummary(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private (long Rows, long Pages)? _atStart;

    /// <param name="weeks">Those that were asked for.</param>
    public string Of(SourceStatus status, ImmutableArray<WeekStatus> weeks)
    {
        _atStart ??= (Met(weeks), weeks.Sum(week => week.Page));
        var (stored, pages) = (weeks.Sum(week => week.Page), weeks.Sum(week => week.Pages ?? 0));
        var elapsed = time.GetElapsedTime(_started);
        var rate = elapsed > TimeSpan.Zero ? (Met(weeks) - _atStart.Value.Rows) / elapsed.TotalSeconds : 0;
        var known = weeks.All(week => week.Pages is not null);
        var waiting = weeks.Where(week => week.Status == WeekState.Waiting).Select(week => week.WaitingUntil).Min();
        return string.Create(CultureInfo.InvariantCulture, $"""
            {weeks.Count(week => week.Status is WeekState.Complete or WeekState.Pulled)}/{weeks.Length} weeks, page {stored}{(known ? $" of {pages} ({100 * stored / Math.Max(1, pages)} %)" : "")}, {Digits.Grouped(Met(weeks))} rows, {Digits.Grouped((long)rate)} rows/s, {weeks.Sum(week => week.Requests)} requests{Window(status)}, {weeks.Sum(week => week.Rejections)} refused{(Arrival(weeks, elapsed) is { } arrival ? $", done about {arrival:HH:mm:ss} UTC" : "")}{(waiting is { } until ? $", next permit at {until:HH:mm:ss} UTC" : "")}{(Trouble(status, weeks) is { } trouble ? $"; {trouble}" : "")}
            """);
    }

    private static string Window(SourceStatus status) => status.Limiter is { } limiter
        ? string.Create(CultureInfo.InvariantCulture, $" ({limiter.Held} of {limiter.Requests} in the window)")
        : "";

    // By the pages stored since this began; a week that has not told its pages yet is taken for as long as the others.
    private DateTimeOffset? Arrival(ImmutableArray<WeekStatus> weeks, TimeSpan elapsed)
    {
        var since = weeks.Sum(week => week.Page) - (_atStart?.Pages ?? 0);
        if (since <= 0 || weeks.Average(week => week.Pages) is not { } usual)
            return null;
        var left = weeks.Sum(week => Math.Max(0, (week.Pages ?? usual) - week.Page));
        return left > 0 ? time.GetUtcNow() + elapsed * (left / since) : null;
    }

    // Waiting for a permit is no trouble, and is told with its time.
    private static string? Trouble(SourceStatus status, ImmutableArray<WeekStatus> weeks)
    {
        var ofWeek = weeks.Where(week => week.Status is WeekState.Pulling or WeekState.Waiting).Select(week => week.Message)
            .FirstOrDefault(message => message is not null and not "waiting for a permit");
        var projection = status.Projection;
        return ofWeek ?? (projection.Message is not null || projection.InBulk is not null ? $"counted is {ProjectionLine.Of(projection)}" : null);
    }

    // A week that is pulled again meets the rows that it has.
    private static long Met(ImmutableArray<WeekStatus> weeks) => weeks.Sum(week => week.Rows + week.Restated + week.Duplicates);
}
