using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Pulling;

/// <summary><c>tx weeks log</c>: what each run of a week changed and cost.</summary>
internal sealed class WeekLogCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly Argument<string> _week = new("WEEK") { Description = "The week, such as 2026-W40" };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public WeekLogCommand(Terminal terminal)
        : base("log", "Shows every run of a week: what it changed, and what it cost.", "tx weeks log 2026-W40", "tx weeks log 2026-W40 --format json")
    {
        _terminal = terminal;
        Arguments.Add(_week);
        Options.Add(_format);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        if (!Week.TryParse(parse.GetValue(_week), out var week))
            throw new UsageException($"'{parse.GetValue(_week)}' is no week: write it like 2026-W40");
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        var runs = await access.Server.Runs(choice.Source, week.ToString(), cancellation);
        _terminal.Write(parse.GetValue(_format), runs, Sheet(runs));
        return ExitStatus.Done;
    }

    private static Sheet Sheet(ImmutableArray<WeekRun> runs)
    {
        var sheet = new Sheet(
            SheetColumn.Number("run", "Run"), SheetColumn.Text("beganAt", "Began"), SheetColumn.Text("endedAt", "Ended", rank: 1),
            SheetColumn.Text("state", "State"), SheetColumn.Number("pages", "Pages", rank: 2), SheetColumn.Number("total", "Told", rank: 3),
            SheetColumn.Number("rows", "New"), SheetColumn.Number("restated", "Restated", rank: 4), SheetColumn.Number("removed", "Removed", rank: 4),
            SheetColumn.Number("duplicates", "Same", rank: 6), SheetColumn.Number("repeated", "Repeated", rank: 6), SheetColumn.Number("setAside", "Set aside", rank: 4),
            SheetColumn.Number("outside", "Outside", rank: 6), SheetColumn.Number("filtered", "Filtered", rank: 6), SheetColumn.Number("requests", "Requests", rank: 5),
            SheetColumn.Number("rejections", "Refused", rank: 5), SheetColumn.Sentence("message", "Message"));
        foreach (var run in runs)
        {
            sheet.Add(
                Text(run.Run), Text(run.BeganAt), Text(run.EndedAt), run.State.ToString().ToLowerInvariant(), Text(run.Pages), Text(run.Total),
                Text(run.Rows), Text(run.Restated), Text(run.Removed), Text(run.Duplicates), Text(run.Repeated), Text(run.SetAside),
                Text(run.Outside), Text(run.Filtered), Text(run.Requests), Text(run.Rejections), run.Message);
        }

        return sheet;
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
