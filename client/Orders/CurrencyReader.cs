namespace Orleans.Tx.Client.Orders;

/// <summary>Looks the currencies of one worker's rows up, and asks the table that all share only for those it has not met. Not thread-safe.</summary>
internal sealed class CurrencyReader(CurrencyTable shared)
{
    private readonly KeyTable _met = new();
    private readonly List<int> _numbers = [];

    /// <inheritdoc cref="CurrencyTable.TryNumber"/>
    public bool TryNumber(ReadOnlySpan<byte> text, out int number)
    {
        number = CurrencyTable.OfBlanks;
        if (text.IsEmpty)
            return true;
        if (_met.Find(text) is >= 0 and var met)
        {
            number = _numbers[met];
            return true;
        }

        if (!shared.TryNumber(text, out number))
            return false;
        _met.Add(text);
        _numbers.Add(number);
        return true;
    }
}
