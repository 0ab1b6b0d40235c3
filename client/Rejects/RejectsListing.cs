using System.CommandLine;
using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Pulling;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Rejects;

/// <summary>The listing of records set aside: asked for and written some at a time, however many there are.</summary>
internal sealed class RejectsListing(Terminal terminal)
{
    private const int AtOnce = 500;

    private readonly ServerOptions _server = new();
    private readonly WeekRangeOptions _weeks = new();
    private readonly Option<string?> _reason = new("--reason") { Description = "Only those set aside for this reason", HelpName = "REASON" };
    private readonly ParsedOption<int> _limit = new("--limit", "How many at most (default: 100)", "N", ParseLimit) { DefaultValueFactory = _ => 100 };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public void AddTo(Command command)
    {
        _weeks.AddTo(command);
        command.Options.Add(_reason);
        command.Options.Add(_limit);
        command.Options.Add(_format);
        _server.AddTo(command);
    }

    public async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        var (from, to) = _weeks.Read(parse);
        var limit = parse.GetValue(_limit);
        await using var access = await ServerAccess.Open(choice, create: false, terminal, cancellation);
        var query = new SetAsideQuery(from?.ToString(), to?.ToString(), parse.GetValue(_reason), null, Math.Min(AtOnce, limit));
        var list = await access.Server.Rejects(choice.Source, query, cancellation);
        var sheet = new RejectsSheet(list, parse.GetValue(_format), terminal);
        for (var left = limit; ; list = await access.Server.Rejects(choice.Source, query with { After = list.Next, Limit = Math.Min(AtOnce, left) }, cancellation))
        {
            sheet.Write(list.Records);
            await terminal.Out.FlushAsync(cancellation);
            left -= list.Records.Length;
            if (left <= 0 || list.Next is null)
                break;
        }

        sheet.End(list.Next);
        return ExitStatus.Done;
    }

    private static int ParseLimit(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
        ? limit
        : throw new FormatException($"'{text}' is no number of records: 1 or more are allowed");
}
