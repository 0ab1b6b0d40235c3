using System.Text;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Client.Orders;

/// <summary>Gives the currencies of a log numbers, so that rows need no text for them. Several threads may ask at once.</summary>
/// <param name="ofBlanks">The currency of rows that name none.</param>
internal sealed class CurrencyTable(Currency ofBlanks)
{
    /// <summary>More different ones are refused.</summary>
    public const int Most = 1000;

    private readonly Lock _lock = new();
    private readonly KeyTable _written = new();
    private readonly List<int> _numberOfWritten = [];
    private readonly List<Currency> _currencies = [ofBlanks];

    /// <summary>The number of the currency of rows that name none.</summary>
    public const int OfBlanks = 0;

    public Currency this[int number] => _currencies[number];

    /// <exception cref="UsageException">There are more different ones than there are currencies: it is another column.</exception>
    public bool TryNumber(ReadOnlySpan<byte> text, out int number)
    {
        number = OfBlanks;
        text = text.Trim(" \t"u8);
        if (text.IsEmpty)
            return true;

        lock (_lock)
            return TryNumberNamed(text, out number);
    }

    private bool TryNumberNamed(ReadOnlySpan<byte> text, out int number)
    {
        number = OfBlanks;
        var written = _written.Find(text);
        if (written < 0 && (text.Length > Currency.MaxLength || !Currency.TryParse(Encoding.UTF8.GetString(text), out _)))
            return false;

        number = written >= 0 ? _numberOfWritten[written] : Add(text);
        return true;
    }

    private int Add(ReadOnlySpan<byte> text)
    {
        if (_currencies.Count == Most)
            throw new UsageException($"the currency column holds more than {Most} different codes; name another with --currency-column");

        var currency = Currency.Parse(Encoding.UTF8.GetString(text));
        var number = _currencies.IndexOf(currency);
        if (number < 0)
        {
            number = _currencies.Count;
            _currencies.Add(currency);
        }

        _written.Add(text);
        _numberOfWritten.Add(number);
        return number;
    }
}
