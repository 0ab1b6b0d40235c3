using System.Globalization;
using System.Text;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>
/// Draws as SVG how a policy fills the server's window under a limit that changes: the limit as a line, what the server counts as an area,
/// refused requests as ticks below. Its colours are told apart on white and on black.
/// </summary>
internal sealed class WindowChart
{
    private const int Width = 960;
    private const int Height = 380;
    private const int Left = 56;
    private const int Top = 52;
    private const int Bottom = 316;
    private const int Right = 944;

    private readonly double _seconds;
    private readonly int[] _limit = new int[Right - Left];
    private readonly int[] _count = new int[Right - Left];
    private readonly int[] _refused = new int[Right - Left];
    private int _refusedBefore;

    private WindowChart(double seconds) => _seconds = seconds;

    public static string Of(SimulationCase its, string policy, SimulationDay day)
    {
        var chart = new WindowChart(day.Seconds);
        Array.Fill(chart._limit, -1);
        var result = LimiterSimulation.Run(
            its, (server, chance) => LimitPolicies.Create(policy, its, server, chance), countsRejected: false, day, chart.Observe);
        return chart.Svg(
            $"{policy} on {its.Name}, seed {day.Seed}: {result.Accepted} requests accepted, {100 * result.RejectedShare:F2} % refused");
    }

    private void Observe(double now, SimulatedServer server)
    {
        var place = (int)(now / _seconds * _limit.Length);
        (_limit[place], _count[place]) = (server.LimitAt(now), server.CountAt(now));
        (_refused[place], _refusedBefore) = (_refused[place] + server.Refused - _refusedBefore, server.Refused);
    }

    private string Svg(string title)
    {
        // Where nothing happened, nothing changed.
        for (var place = 0; place < _limit.Length; place++)
        {
            if (_limit[place] < 0)
                (_limit[place], _count[place]) = place > 0 ? (_limit[place - 1], _count[place - 1]) : (0, 0);
        }

        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="#808080">""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<title>{title}</title><text x="{Left}" y="20" font-size="14">{title}</text>""");
        Legend(svg);
        Axes(svg);
        svg.AppendLine($"""<path d="M{Left},{Bottom} {Steps(_count)} V{Bottom} Z" fill="#3b82f6" fill-opacity="0.45"/>""");
        svg.AppendLine($"""<path d="M{Left},{Y(_limit[0])} {Steps(_limit)}" fill="none" stroke="#f59e0b" stroke-width="1.5"/>""");
        svg.AppendLine($"""<path d="{Ticks()}" fill="none" stroke="#ef4444"/>""");
        return svg.Append("</svg>").ToString();
    }

    private static void Legend(StringBuilder svg)
    {
        var x = Left;
        foreach (var (colour, words) in ((string, string)[])[("#f59e0b", "limit, hidden from the client"), ("#3b82f6", "counted by the server"), ("#ef4444", "refused")])
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect x="{x}" y="31" width="10" height="10" fill="{colour}"/><text x="{x + 15}" y="40">{words}</text>""");
            x += 40 + (7 * words.Length);
        }
    }

    private void Axes(StringBuilder svg)
    {
        for (var requests = 0; requests <= LimitTrace.Most; requests += LimitTrace.Most / 4)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<path d="M{Left},{Y(requests)} H{Right}" stroke="#808080" stroke-opacity="0.3"/><text x="{Left - 8}" y="{Y(requests)}" text-anchor="end" dominant-baseline="middle">{requests}</text>""");
        }

        for (var sixth = 0; sixth <= 6; sixth++)
        {
            var x = Left + (sixth * (Right - Left) / 6);
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{x}" y="{Bottom + 38}" text-anchor="{(sixth == 0 ? "start" : sixth == 6 ? "end" : "middle")}">{sixth * _seconds / 6 / 3600:0.##} h</text>""");
        }
    }

    private static string Steps(int[] values) =>
        string.Join(' ', values.Index().Where(at => at.Index == 0 || at.Item != values[at.Index - 1]).Select(at => $"H{Left + at.Index} V{Y(at.Item)}")) + $" H{Right}";

    private string Ticks() => string.Join(' ', _refused.Index().Where(at => at.Item > 0).Select(at => $"M{Left + at.Index},{Bottom + 6} v{Math.Min(16, 4 * at.Item)}"));

    private static int Y(int requests) => Bottom - (requests * (Bottom - Top) / LimitTrace.Most);
}
