using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Gateway.Dashboard.Limiter;

/// <summary>A limiter's last hours as shapes in a box of 1000 by 100: time from left to right, requests from the bottom up.</summary>
internal sealed class LimiterFigure
{
    private const double Wide = 1000;
    private const double High = 100;

    private readonly ImmutableArray<LimiterMoment> _moments;
    private readonly DateTimeOffset _begin;
    private readonly double _seconds;

    private LimiterFigure(LimiterSnapshot limiter, DateTimeOffset now)
    {
        // What is held goes down by itself while nothing is noted.
        _moments = [.. limiter.History, .. limiter.History is [.., var last] && last.At < now ? [new LimiterMoment(now, limiter.Held, limiter.Learned, 0)] : ImmutableArray<LimiterMoment>.Empty];
        _begin = _moments[0].At;
        _seconds = Math.Max(1, (_moments[^1].At - _begin).TotalSeconds);
        Top = NiceTop(Math.Max(limiter.Requests, _moments.Max(moment => Math.Max(moment.Held, moment.Learned))));
        Configured = Y(limiter.Requests);
    }

    /// <summary>Null where there is nothing to draw yet.</summary>
    public static LimiterFigure? Of(LimiterSnapshot limiter, DateTimeOffset now) => limiter.History.Length < 2 ? null : new LimiterFigure(limiter, now);

    /// <summary>What the upper edge stands for.</summary>
    public int Top { get; }

    /// <summary>The height of the configured limit.</summary>
    public string Configured { get; }

    public string Held => Line(moment => moment.Held, isStepped: false);

    public string HeldArea => $"{Held}V{Text(High)}H0Z";

    public string Learned => Line(moment => moment.Learned, isStepped: true);

    /// <summary>Where requests were refused: each place with how many, and how high that is.</summary>
    public IEnumerable<(string X, string Y, int Count)> Refused
    {
        get
        {
            var most = Math.Max(1, _moments.Max(moment => moment.Rejections));
            return _moments.Where(moment => moment.Rejections > 0)
                .Select(moment => (X(moment), Text(High - (High / 5 * (0.25 + (0.75 * moment.Rejections / most)))), moment.Rejections));
        }
    }

    /// <summary>Five instants evenly from the left edge to the right one.</summary>
    public IEnumerable<DateTimeOffset> Times => Enumerable.Range(0, 5).Select(part => _begin.AddSeconds(_seconds * part / 4));

    /// <summary>Less than ten minutes: seconds count.</summary>
    public bool IsShort => _seconds < 600;

    /// <summary>The same in rows: at most so many, each of equal length.</summary>
    public IEnumerable<(DateTimeOffset At, int MostHeld, int LeastLearned, int Refused)> Rows(int most) =>
        _moments.Chunk((_moments.Length + most - 1) / most)
            .Select(part => (part[0].At, part.Max(moment => moment.Held), part.Min(moment => moment.Learned), part.Sum(moment => moment.Rejections)));

    private string Line(Func<LimiterMoment, int> value, bool isStepped)
    {
        var path = new StringBuilder($"M0 {Y(value(_moments[0]))}");
        foreach (var moment in _moments.Skip(1))
            path.Append(isStepped ? $"H{X(moment)}V{Y(value(moment))}" : $"L{X(moment)} {Y(value(moment))}");
        return path.ToString();
    }

    private string X(LimiterMoment moment) => Text((moment.At - _begin).TotalSeconds / _seconds * Wide);

    private string Y(int requests) => Text(High - (High * requests / Top));

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    // A number whose half is one that people read at a glance.
    private static int NiceTop(int most)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, most))));
        var nice = new[] { 1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10 }.First(each => each * step >= most * 1.05 || each == 10);
        return Math.Max(2, (int)(nice * step));
    }
}
