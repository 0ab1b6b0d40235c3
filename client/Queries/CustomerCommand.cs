using System.CommandLine;
using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Client.Queries;

/// <summary><c>tx customer ID</c>: what one customer bought.</summary>
internal sealed class CustomerCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly Argument<string> _id = new("ID") { Description = "The customer's id, as the source writes it" };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public CustomerCommand(Terminal terminal)
        : base("customer", "Shows a customer's first order, revenue by month, and last transactions.", "tx customer cus_42", "tx customer 'a/b c' --format json")
    {
        _terminal = terminal;
        Add(_id);
        Add(_format);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        var answer = await access.Server.Customer(choice.Source, parse.GetRequiredValue(_id), cancellation);
        _terminal.Write(parse.GetValue(_format), answer, csv: () => SheetCsv.Write(Months(answer), _terminal.Out), text: () => WriteText(answer));
        return ExitStatus.Done;
    }

    private void WriteText(CustomerAnswer answer)
    {
        var first = answer.FirstOrder is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) : "not counted yet";
        _terminal.Say($"Customer {VisibleText.Line(answer.Customer)} of {answer.Source}: first order {first}{(answer.Cohort is { } cohort ? $", acquired in {cohort}" : "")}.");
        foreach (var block in answer.Currencies)
        {
            var currency = block.Currency is { } code ? $" in {code}" : "";
            _terminal.Say($"Revenue{currency}: {Money(block.Revenue)} by {Digits.Grouped(block.Orders)} order{(block.Orders == 1 ? "" : "s")}. Months in {answer.Zone}.");
            SheetTable.Write(Months(answer with { Currencies = [block] }), _terminal);
        }

        if (answer.Transactions.Length > 0)
        {
            _terminal.Out.WriteLine("Last transactions:");
            SheetTable.Write(TransactionSheet.Of(answer.Transactions), _terminal);
        }

        _terminal.Say(CoverageLine.Of(answer.Coverage));
    }

    private string Money(decimal amount) => _terminal.OutputIsTerminal ? Digits.Grouped(MoneyText.Of(amount)) : MoneyText.Of(amount);

    private static Sheet Months(CustomerAnswer answer)
    {
        var sheet = new Sheet(SheetColumn.Text("month"), SheetColumn.Text("currency"), SheetColumn.Number("revenue"), SheetColumn.Number("orders"));
        foreach (var block in answer.Currencies)
        {
            foreach (var month in block.Months)
                sheet.Add(month.Month, block.Currency, MoneyText.Of(month.Revenue), month.Orders.ToString(CultureInfo.InvariantCulture));
        }

        return sheet;
    }
}
