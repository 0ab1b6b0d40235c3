namespace Orleans.Tx.Client.Orders;

/// <summary>Why a row can't be counted: the words under which such rows are reported.</summary>
internal static class BadReason
{
    public const string MissingCustomer = "missing-customer";

    /// <summary>The customer is no UTF-8, holds a NUL or is longer than the store takes.</summary>
    public const string BadCustomer = "bad-customer";

    public const string MissingId = "missing-id";

    /// <summary>As for a customer.</summary>
    public const string BadId = "bad-id";

    public const string BadDate = "bad-date";

    public const string BadAmount = "bad-amount";

    public const string BadCurrency = "bad-currency";

    /// <summary>More or fewer fields than the header.</summary>
    public const string WrongColumns = "wrong-columns";

    /// <summary>A quoted field goes on after its closing quote, or is never closed.</summary>
    public const string BadQuotes = "bad-quotes";

    public const string TooLong = "too-long";
}
