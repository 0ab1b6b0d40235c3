namespace Orleans.Tx.Client.Orders;

/// <summary>
/// The names under which logs have their columns, without case and marks: <c>Customer ID</c>, <c>customer_id</c> and
/// <c>CustomerID</c> are one. A name in an earlier group is preferred to those in later ones; two of one group are unclear.
/// </summary>
internal static class UsualNames
{
    public static string[][] Customer { get; } =
    [
        ["customerid", "custid", "customerno", "customernumber", "customeruuid", "customerkey"],
        ["customer", "userid", "clientid", "buyerid", "accountid", "memberid", "shopperid"],
        ["user", "client", "buyer", "account", "member", "customeremail", "email"],
    ];

    public static string[][] Date { get; } =
    [
        ["createdat", "orderdate", "orderedat", "purchasedat", "purchasedate", "invoicedate", "transactiondate", "occurredat", "paidat",
            "createdon", "orderpurchasetimestamp", "date", "datetime", "timestamp"],
        ["created", "time", "ordertime", "orderdatetime", "transactiontime", "day"],
    ];

    public static string[][] Amount { get; } =
    [
        ["amount", "orderamount", "totalamount", "transactionamount", "amountpaid", "paymentvalue", "ordertotal", "grandtotal", "ordervalue"],
        ["total", "totalprice", "revenue", "sales", "value", "sum"],
    ];

    public static string[][] Currency { get; } =
    [
        ["currency", "currencycode", "ccy"],
    ];

    /// <summary>A name without case, blanks and marks.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
