using System.Globalization;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Pulling;

/// <summary>Which weeks changed their state since they were looked at last, a line each: for whoever reads along in a pipe.</summary>
internal sealed class WeekChanges
{
    private readonly Dictionary<string, WeekState> _states = new(StringComparer.Ordinal);

    public IEnumerable<string> Of(IEnumerable<WeekStatus> weeks)
    {
        foreach (var week in weeks)
        {
            var told = _states.TryGetValue(week.Week, out var before) && IsSame(before, week.Status);
            _states[week.Week] = week.Status;
            if (!told)
                yield return Line(week);
        }
    }

    // Waiting for the next permit is part of pulling: it comes and goes several times a minute.
    private static bool IsSame(WeekState before, WeekState now) => before == now || (Goes(before) && Goes(now));

    private static bool Goes(WeekState state) => state is WeekState.Pulling or WeekState.Waiting;

    private static string Line(WeekStatus week) => string.Create(
        CultureInfo.InvariantCulture,
        $"{week.Week} {week.Status.ToString().ToLowerInvariant()}: page {week.Page}{(week.Pages is { } pages ? $" of {pages}" : "")}, {week.Rows} rows{(week.Message is { } message ? $": {message}" : "")}");
}
