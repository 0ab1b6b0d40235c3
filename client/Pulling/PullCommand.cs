using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;

namespace Orleans.Tx.Client.Pulling;

/// <summary><c>tx pull</c>: pulls weeks and waits for them.</summary>
internal sealed class PullCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly WeekRangeOptions _weeks = new();
    private readonly ParsedOption<TimeSpan?> _timeout = new("--timeout", "Stop waiting after this long; the work done stays", "TIME", WrittenDuration.Parse);
    private readonly Option<bool> _detach = new("--detach") { Description = "Do not wait: a running service goes on with it" };
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit 3 when records were set aside or counts do not match" };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public PullCommand(Terminal terminal)
        : base("pull", "Pulls weeks from a source into the store; the same command goes on where it was interrupted.",
            "tx pull --from 2026-W40 --to 2026-W43", "tx pull --week 2026-W47 --server http://127.0.0.1:8080")
    {
        _terminal = terminal;
        _weeks.AddTo(this);
        foreach (var option in new Option[] { _timeout, _detach, _strict, _format })
            Options.Add(option);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        var (from, to) = _weeks.Require(parse);
        await using var access = await ServerAccess.Open(choice, create: true, _terminal, cancellation);
        if (parse.GetValue(_detach) && access.IsLocal)
            throw new UsageException("--detach needs a service that goes on with the work: start one with tx up, or name one with --server");

        var queued = await access.Server.Pull(choice.Source, from.ToString(), to.ToString(), cancellation);
        var asked = queued.Select(week => week.Week).ToHashSet(StringComparer.Ordinal);
        var weeks = parse.GetValue(_detach)
            ? queued
            : await new PullWatch(access.Server, choice.Source, asked, _terminal).UntilDone(parse.GetValue(_timeout), cancellation);
        WeekSheet.Write(weeks, parse.GetValue(_format), _terminal);
        return WeekSheet.Status(weeks, parse.GetValue(_strict));
    }
}
