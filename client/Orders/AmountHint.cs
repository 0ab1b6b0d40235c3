namespace Orleans.Tx.Client.Orders;

/// <summary>Says what keeps a text from being an amount.</summary>
internal static class AmountHint
{
    public static string Of(ReadOnlySpan<byte> text)
    {
        if (text.Trim(" \t"u8).IsEmpty)
            return "there is no amount";
        if (text.Contains((byte)','))
            return "{0} has a comma: amounts are written without thousands separators and with a decimal point, such as 1234.50";
        if (text.IndexOfAny((byte)'e', (byte)'E') > 0 && char.IsAsciiDigit((char)text.Trim(" \t"u8)[^1]))
            return "{0} has an exponent: amounts are written out, such as 1000";
        if (text.IndexOfAnyExcept("0123456789.+- \t"u8) >= 0)
            return "{0} is no number: digits with a sign and a decimal point, such as -12.50";
        return "{0} is no amount of at most 8 places below 10^15";
    }
}
