using System.CommandLine;
using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Pulling;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Client.Operating;

/// <summary><c>tx status</c>: the limiter, the weeks and how far the aggregates are behind.</summary>
internal sealed class StatusCommand : TxCommand
{
    private static readonly TimeSpan WatchEvery = TimeSpan.FromSeconds(1);

    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();
    private readonly Option<bool> _watch = new("--watch") { Description = "Show it anew every second, until Ctrl-C" };

    public StatusCommand(Terminal terminal) : base("status", "Shows the limiter's window, the weeks and the lag of the aggregates.", "tx status", "tx status --watch")
    {
        _terminal = terminal;
        Options.Add(_watch);
        Options.Add(_format);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        while (true)
        {
            Write(await Ask(access.Server, choice.Source, cancellation), parse.GetValue(_format));
            if (!parse.GetValue(_watch))
                return ExitStatus.Done;
            await _terminal.Out.FlushAsync(cancellation);
            await Task.Delay(WatchEvery, _terminal.Time, cancellation);
        }
    }

    private static async Task<SourceStatus> Ask(TxServer server, string? source, CancellationToken cancellation)
    {
        var status = await server.Status(source, cancellation);
        return status.Limiter is null ? status : status with { Limiter = await server.Limiter(status.Source, cancellation) };
    }

    private void Write(SourceStatus status, OutputFormat format) => _terminal.Write(
        format, status,
        csv: () => WeekSheet.Write(status.Weeks, OutputFormat.Csv, _terminal),
        text: () =>
        {
            if (_terminal.Colours)
                _terminal.Screen.Clear(home: true);
            WriteText(status);
        });

    private void WriteText(SourceStatus status)
    {
        var (limiter, projection) = (status.Limiter, status.Projection);
        _terminal.Out.WriteLine($"Source   {status.Source}");
        if (limiter is not null)
            _terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Limiter  {limiter.Held} of {limiter.Requests} slots held in any {limiter.Window:c}; {Learned(limiter)}{Told(limiter)}"));
        if (limiter is not null && LimiterUse.Of(limiter) is { } use)
            _terminal.Out.WriteLine($"Use      {use}");
        _terminal.Out.WriteLine($"Revenue  {ProjectionLine.Of(projection)}");
        if (projection.Notice is { } notice)
            _terminal.Out.WriteLine($"Notice   {notice}");
        if (limiter is not null || !status.Weeks.IsEmpty)
            WeekSheet.Write(status.Weeks, OutputFormat.Table, _terminal);
    }

    private static string Learned(LimiterSnapshot limiter) => limiter.Learned < limiter.Requests
        ? string.Create(CultureInfo.InvariantCulture, $"{limiter.Learned} are allowed at present; ")
        : "";

    private static string Told(LimiterSnapshot limiter) => limiter.ClosedUntil is { } until
        ? string.Create(CultureInfo.InvariantCulture, $"closed until {until:HH:mm:ss} UTC: the source refused, or the store was restored")
        : string.Create(CultureInfo.InvariantCulture, $"{limiter.Granted} granted and {limiter.Rejections} refused since it started");
}
