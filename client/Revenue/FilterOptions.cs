using System.CommandLine;
using System.Text;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Revenue;

/// <summary>The options that say which orders are reported.</summary>
internal sealed class FilterOptions
{
    private const string Bounds = "a week (2026-W40), month (2026-10), date or instant";

    private readonly ParsedOption<TimeBound> _from = new("--from", $"Report orders from here on: {Bounds}", "TIME", TimeBound.Parse);

    private readonly ParsedOption<TimeBound> _to = new(
        "--to", $"Report orders up to here: {Bounds}; a week or month is included, a date or instant is not", "TIME", TimeBound.Parse);

    private readonly Option<string[]> _customers = new("--customer") { Description = "Report only this customer; may be repeated", HelpName = "ID" };

    private readonly Option<string?> _customerFile = new("--customers") { Description = "Report only the customers in this file, one id a line", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_from, _to, _customers, _customerFile])
            command.Add(option);
    }

    /// <exception cref="UsageException">The range is empty, or the file of customers can't be read.</exception>
    public async Task<OrderFilter> Filter(ParseResult parse, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var (from, to) = (parse.GetValue(_from), parse.GetValue(_to));
        var (start, end) = (from?.StartIn(zone), to?.EndIn(zone));
        if (start >= end)
            throw new UsageException($"--from {from} does not lie before the end of --to {to}");
        return new OrderFilter(start?.UtcDateTime, end?.UtcDateTime, await Customers(parse, cancellation));
    }

    private async Task<KeyTable?> Customers(ParseResult parse, CancellationToken cancellation)
    {
        var named = parse.GetValue(_customers) ?? [];
        var file = parse.GetValue(_customerFile);
        if (named.Length == 0 && file is null)
            return null;

        var customers = new KeyTable();
        foreach (var id in named)
            customers.Add(Encoding.UTF8.GetBytes(id));
        if (file is not null)
            await AddFrom(file, customers, cancellation);
        return customers;
    }

    private static async Task AddFrom(string path, KeyTable customers, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new UsageException($"--customers: there is no file {path}; name one with one id a line");
        await foreach (var id in File.ReadLinesAsync(path, cancellation))
        {
            if (!string.IsNullOrWhiteSpace(id))
                customers.Add(Encoding.UTF8.GetBytes(id));
        }
    }
}
