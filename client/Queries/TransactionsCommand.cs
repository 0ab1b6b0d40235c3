using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Client.Queries;

/// <summary><c>tx transactions</c>: the rows as they are stored, written as they come.</summary>
internal sealed class TransactionsCommand : TxCommand
{
    private const int UsuallyShown = 100;
    private const int AtOnce = 500;

    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly StoreFilterOptions _filter = new();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    private readonly ParsedOption<long?> _limit = new(
        "--limit", $"How many at most (default: {UsuallyShown} as a table, all as JSON or CSV)", "N", ParseLimit);

    public TransactionsCommand(Terminal terminal)
        : base("transactions", "Lists stored transactions, ordered by time, then id.",
            "tx transactions --from 2026-W40 --to 2026-W43 --customer cus_42",
            "tx transactions --from 2026-10-01 --to 2026-10-02T12:00 --currency EUR --format csv > rows.csv",
            "tx transactions --customers ids.txt --format json")
    {
        _terminal = terminal;
        _filter.AddTo(this);
        Add(_limit);
        Add(_format);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        var format = parse.GetValue(_format);
        var question = await _filter.Read(parse, choice.Source, cancellation) with { Limit = parse.GetValue(_limit) };
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        if (format == OutputFormat.Csv)
            await WriteCsv(access.Server, question, cancellation);
        else if (format == OutputFormat.Json)
            await WriteJson(access.Server, question, cancellation);
        else
            await WriteTable(access.Server, question with { Limit = question.Limit ?? UsuallyShown }, cancellation);
        return ExitStatus.Done;
    }

    private async Task WriteCsv(TxServer server, QueryBody question, CancellationToken cancellation)
    {
        using var rows = await server.Rows("transactions", question, RowStream.Csv, cancellation);
        await rows.CopyTo(_terminal.Out, cancellation);
        await _terminal.Error.WriteLineAsync(CoverageLine.Of(rows.Coverage));
    }

    private async Task WriteJson(TxServer server, QueryBody question, CancellationToken cancellation)
    {
        using var rows = await server.Rows("transactions", question, RowStream.JsonLines, cancellation);
        await _terminal.Out.WriteAsync("{\n  \"transactions\": [");
        var written = 0L;
        await foreach (var line in rows.Lines(cancellation))
            await _terminal.Out.WriteAsync($"{(written++ > 0 ? "," : "")}\n    {line}");
        await _terminal.Out.WriteAsync($"{(written > 0 ? "\n  " : "")}],\n  \"coverage\": {JsonSerializer.Serialize(rows.Coverage, TxJson.Compact)}\n}}\n");
    }

    private async Task WriteTable(TxServer server, QueryBody question, CancellationToken cancellation)
    {
        var limit = question.Limit!.Value;
        using var rows = await server.Rows("transactions", question with { Limit = limit < long.MaxValue ? limit + 1 : limit }, RowStream.JsonLines, cancellation);
        var (shown, left) = (new List<TransactionRecord>(), limit);
        var hasMore = false;
        await foreach (var line in rows.Lines(cancellation))
        {
            if (hasMore = left-- == 0)
                break;
            shown.Add(JsonSerializer.Deserialize<TransactionRecord>(line, TxJson.Compact));
            if (shown.Count == AtOnce)
                await Flush(shown, cancellation);
        }

        await Flush(shown, cancellation);
        if (left == limit)
            await _terminal.Out.WriteLineAsync("There are no transactions to show.");
        if (hasMore)
            await _terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The first {limit} are shown; --limit shows more."));
        _terminal.Say(CoverageLine.Of(rows.Coverage));
    }

    private async Task Flush(List<TransactionRecord> rows, CancellationToken cancellation)
    {
        if (rows.Count > 0)
            SheetTable.Write(TransactionSheet.Of(rows), _terminal);
        rows.Clear();
        await _terminal.Out.FlushAsync(cancellation);
    }

    private static long? ParseLimit(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
        ? limit
        : throw new FormatException($"'{text}' is no number of transactions: 1 or more are allowed");
}
