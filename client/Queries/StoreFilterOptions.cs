using System.CommandLine;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Gateway.Queries;

namespace Orleans.Tx.Client.Queries;

/// <summary>The options that say which orders of the store are reported. Dates without a zone are the store's business: it knows the reporting zone.</summary>
internal sealed class StoreFilterOptions
{
    private const string Bounds = "a week (2026-W40), month (2026-10), date or instant";

    private readonly ParsedOption<TimeBound> _from = new("--from", $"Report orders from here on: {Bounds}", "TIME", TimeBound.Parse);

    private readonly ParsedOption<TimeBound> _to = new(
        "--to", $"Report orders up to here: {Bounds}; a week or month is included, a date or instant is not", "TIME", TimeBound.Parse);

    private readonly Option<string[]> _customers = new("--customer") { Description = "Report only this customer; may be repeated", HelpName = "ID" };

    private readonly Option<string?> _customerFile = new("--customers") { Description = "Report only the customers in this file, one id a line", HelpName = "FILE" };

    private readonly Option<string?> _currency = new("--currency") { Description = "Report only this currency", HelpName = "CODE" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_from, _to, _customers, _customerFile, _currency])
            command.Add(option);
    }

    /// <exception cref="UsageException">The file of customers can't be read.</exception>
    public async Task<QueryBody> Read(ParseResult parse, string? source, CancellationToken cancellation) => new(
        source, parse.GetValue(_from)?.ToString(), parse.GetValue(_to)?.ToString(), Currency: parse.GetValue(_currency))
    {
        Customer = await Customers(parse, cancellation) is { } ids ? [.. ids] : null,
    };

    private async Task<List<string>?> Customers(ParseResult parse, CancellationToken cancellation)
    {
        var named = parse.GetValue(_customers) ?? [];
        var file = parse.GetValue(_customerFile);
        if (named.Length == 0 && file is null)
            return null;

        var ids = new List<string>(named);
        if (file is null)
            return ids;
        if (!File.Exists(file))
            throw new UsageException($"--customers: there is no file {file}; name one with one id a line");
        await foreach (var id in File.ReadLinesAsync(file, cancellation))
        {
            if (!string.IsNullOrWhiteSpace(id))
                ids.Add(id);
        }

        return ids;
    }
}
