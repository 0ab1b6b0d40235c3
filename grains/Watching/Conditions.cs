using System.Globalization;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Watching;

/// <summary>What of a source needs a person: a rule of what was read.</summary>
internal static class Conditions
{
    /// <param name="isLagTold">A lag that was told is over only when half of it is made up for, so that none comes and goes at its edge.</param>
    public static IEnumerable<Condition> Of(SourceReading reading, AlertSettings settings, bool isLagTold)
    {
        foreach (var week in reading.Weeks.Where(week => week.State == WeekState.Failed))
            yield return Of(AlertKinds.WeekFailed, week, week.Message ?? "it failed", reading);
        foreach (var week in reading.Weeks.Where(week => reading.IsConfigured && week.State.IsUnderWay()))
        {
            if (reading.At - week.UpdatedAt is var still && still >= settings.Stalled)
                yield return Of(AlertKinds.WeekStalled, week, $"nothing of it was stored for {Text(still.Value)}", reading);
        }

        if (reading.Lag.Since is { } lag && lag >= (isLagTold ? settings.Lag / 2 : settings.Lag))
            yield return OfLag(reading, lag);
    }

    private static Condition Of(string kind, StoredWeek week, string message, SourceReading reading) => new()
    {
        Kind = kind,
        Source = week.Source,
        Week = week.Week.ToString(),
        State = InstrumentTags.Of(week.State),
        Message = message,
        Since = (week.UpdatedAt ?? reading.At).ToUnixTimeMilliseconds(),
    };

    private static Condition OfLag(SourceReading reading, TimeSpan lag)
    {
        var batches = reading.Lag.At.LastBatch - reading.Lag.At.Position;
        return new Condition
        {
            Kind = AlertKinds.Lag,
            Source = reading.Source,
            Message = string.Create(CultureInfo.InvariantCulture, $"the aggregates are {batches:N0} batches and {Text(lag)} behind the stored rows"),
            Since = (reading.At - lag).ToUnixTimeMilliseconds(),
        };
    }

    private static string Text(TimeSpan time) => TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds)).ToString("c", CultureInfo.InvariantCulture);
}
