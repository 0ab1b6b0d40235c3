using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Pulling;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Gateway.Http;

namespace Orleans.Tx.Client.Operating;

/// <summary><c>tx status</c>: the limiter, the weeks and how far the aggregates are behind.</summary>
internal sealed class StatusCommand : TxCommand
{
    private static readonly TimeSpan WatchEvery = TimeSpan.FromSeconds(1);

    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();
    private readonly Option<bool> _watch = new("--watch") { Description = "Follow it, until Ctrl-C: as a screen, or in a pipe as lines of what changed" };

    public StatusCommand(Terminal terminal)
        : base("status", "Shows the limiter's window, the weeks and the lag of the aggregates.", "tx status", "tx status --watch", "tx status --format json")
    {
        _terminal = terminal;
        Options.Add(_watch);
        Options.Add(_format);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var (choice, format, watch) = (_server.Read(parse), parse.GetValue(_format), parse.GetValue(_watch));
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        var store = Store(choice, access);
        if (watch && format == OutputFormat.Table)
            await new StatusWatch(_terminal, store, token => Ask(access.Server, choice.Source, token)).Run(cancellation);
        while (true)
        {
            Write(await Ask(access.Server, choice.Source, cancellation), store, format);
            if (!watch)
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

    private static string Store(ServerChoice choice, ServerAccess access)
    {
        if (choice.Server is not null)
            return $"of the service at {access.Server.Address}";
        var place = string.IsNullOrEmpty(choice.Options().Storage.ConnectionString) ? Path.GetFullPath(choice.Data) : "the database of Storage:ConnectionString";
        return access.IsLocal ? $"{place}; no service runs on it" : $"{place}; the service at {access.Server.Address} works on it";
    }

    private void Write(SourceStatus status, string store, OutputFormat format) => _terminal.Write(
        format, status,
        csv: () => WeekSheet.Write(status.Weeks, OutputFormat.Csv, _terminal),
        text: () =>
        {
            StatusText.Write(status, store, _terminal);
            if (status.Limiter is not null || !status.Weeks.IsEmpty)
                WeekSheet.Write(status.Weeks, OutputFormat.Table, _terminal);
        });
}
