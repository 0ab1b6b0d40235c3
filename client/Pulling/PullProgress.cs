using System.Collections.Immutable;
using System.Globalization;
using Orleans.Tx.Client.Operating;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Pulling;

/// <summary>
/// Shows a pull on standard error: on a terminal one line that is written over, else a line whenever a week changes its state, and
/// one every ten seconds.
/// </summary>
internal sealed class PullProgress
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    private readonly Terminal _terminal;
    private readonly Dictionary<string, WeekState> _states = new(StringComparer.Ordinal);
    private readonly long _started;
    private long _lastLine;
    private (long Rows, long Pages)? _atStart;
    private string? _trouble;
    private ProjectionStatus? _counting;
    private bool _open;

    private PullProgress(Terminal terminal)
    {
        _terminal = terminal;
        _started = _lastLine = terminal.Time.GetTimestamp();
    }

    public static PullProgress For(Terminal terminal) => new(terminal);

    /// <summary>How far what is stored is counted: the next lines tell where that stands still.</summary>
    public void Counting(ProjectionStatus projection) => _counting = projection;

    public void Show(ImmutableArray<WeekStatus> weeks)
    {
        _atStart ??= (Met(weeks), weeks.Sum(week => week.Page));
        _trouble = null;
        if (_terminal.ErrorIsTerminal)
        {
            var line = Summary(weeks);
            var width = Math.Max(20, _terminal.Width - 1);
            _terminal.Error.Write($"\r{(line.Length > width ? line[..width] : line.PadRight(width))}");
            _open = true;
            return;
        }

        ShowLines(weeks);
    }

    /// <summary>Tells why nothing can be seen; once for as long as it is the same.</summary>
    public void Trouble(string message)
    {
        if (_trouble == message)
            return;

        End();
        _trouble = message;
        _terminal.Error.WriteLine(message);
    }

    /// <summary>Leaves the line that was written over.</summary>
    public void End()
    {
        if (_open)
            _terminal.Error.WriteLine();
        _open = false;
    }

    private void ShowLines(ImmutableArray<WeekStatus> weeks)
    {
        foreach (var week in weeks)
        {
            var told = _states.TryGetValue(week.Week, out var before) && IsSame(before, week.Status);
            _states[week.Week] = week.Status;
            if (!told)
                _terminal.Error.WriteLine(Line(week));
        }

        if (_terminal.Time.GetElapsedTime(_lastLine) < LineEvery)
            return;
        _lastLine = _terminal.Time.GetTimestamp();
        _terminal.Error.WriteLine(Summary(weeks));
    }

    // Waiting for the next permit is part of pulling: it comes and goes several times a minute.
    private static bool IsSame(WeekState before, WeekState now) => before == now || (Goes(before) && Goes(now));

    private static bool Goes(WeekState state) => state is WeekState.Pulling or WeekState.Waiting;

    private static string Line(WeekStatus week) => string.Create(
        CultureInfo.InvariantCulture,
        $"{week.Week} {week.Status.ToString().ToLowerInvariant()}: page {week.Page}{(week.Pages is { } pages ? $" of {pages}" : "")}, {week.Rows} rows{(week.Message is { } message ? $": {message}" : "")}");

    private string Summary(ImmutableArray<WeekStatus> weeks)
    {
        var (stored, pages) = (weeks.Sum(week => week.Page), weeks.Sum(week => week.Pages ?? 0));
        var elapsed = _terminal.Time.GetElapsedTime(_started);
        var rate = elapsed > TimeSpan.Zero ? (Met(weeks) - (_atStart?.Rows ?? 0)) / elapsed.TotalSeconds : 0;
        var known = weeks.All(week => week.Pages is not null);
        var waiting = weeks.Where(week => week.Status == WeekState.Waiting).Select(week => week.WaitingUntil).Min();
        return string.Create(CultureInfo.InvariantCulture, $"""
            {weeks.Count(week => week.Status is WeekState.Complete or WeekState.Pulled)}/{weeks.Length} weeks, page {stored}{(known ? $" of {pages} ({100 * stored / Math.Max(1, pages)} %)" : "")}, {Met(weeks)} rows, {rate:0} rows/s, {weeks.Sum(week => week.Requests)} requests, {weeks.Sum(week => week.Rejections)} refused{(Arrival(weeks, elapsed) is { } arrival ? $", done about {arrival:HH:mm:ss} UTC" : "")}{(waiting is { } until ? $", next permit at {until:HH:mm:ss} UTC" : "")}{(TroubleOf(weeks) is { } trouble ? $"; {trouble}" : "")}
            """);
    }

    // By the pages stored since this began; a week that has not told its pages yet is taken for as long as the others.
    private DateTimeOffset? Arrival(ImmutableArray<WeekStatus> weeks, TimeSpan elapsed)
    {
        var stored = weeks.Sum(week => week.Page);
        var since = stored - (_atStart?.Pages ?? 0);
        if (since <= 0 || weeks.Average(week => week.Pages) is not { } usual)
            return null;
        var left = weeks.Sum(week => Math.Max(0, (week.Pages ?? usual) - week.Page));
        return left > 0 ? _terminal.Time.GetUtcNow() + elapsed * (left / since) : null;
    }

    // Waiting for a permit is no trouble, and is told with its time.
    private string? TroubleOf(ImmutableArray<WeekStatus> weeks)
    {
        var ofWeek = weeks.Where(week => Goes(week.Status)).Select(week => week.Message).FirstOrDefault(message => message is not null and not "waiting for a permit");
        return ofWeek ?? (_counting is { } at && (at.Message is not null || at.InBulk is not null) ? $"counted is {ProjectionLine.Of(at)}" : null);
    }

    // A week that is pulled again meets the rows that it has.
    private static long Met(ImmutableArray<WeekStatus> weeks) => weeks.Sum(week => week.Rows + week.Restated + week.Duplicates);
}
