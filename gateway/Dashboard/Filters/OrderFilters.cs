using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Dashboard.Shell;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Dashboard.Filters;

/// <summary>Which orders a page is about, as its address says.</summary>
/// <param name="Customers">Ids, each on a line of its own in the address; empty for all.</param>
/// <param name="New">By which definition a customer is new.</param>
internal sealed record OrderFilters(string? From, string? To, string? Currency, ImmutableArray<string> Customers, string? New)
{
    /// <summary>The definition where none is named.</summary>
    public const string FirstMonth = "first-month";

    /// <summary>What stands in an address for the orders that name no currency.</summary>
    public const string NoCurrency = "none";

    /// <summary>Characters of an address that ids may take, escaped: with the rest, it still is one that the gateway takes.</summary>
    public const int MostAddress = 60_000;

    public bool IsEmpty => this is { From: null, To: null, Currency: null, Customers.Length: 0 };

    public string CustomersText => string.Join('\n', Customers);

    public RevenueQuestion Question => new(
        new OrderFilter(From, To, Customers.IsEmpty ? null : Customers, Currency == NoCurrency ? "" : Currency),
        New == FirstMonth ? null : New);

    public static OrderFilters Of(NavigationManager navigation) => Of(PageAddress.Of(navigation).Value);

    /// <param name="value">A parameter's value by its name; null where it is not there.</param>
    public static OrderFilters Of(Func<string, string?> value) =>
        new(value("from"), value("to"), value("currency"), Ids(value("customers")), value("new"));

    /// <summary>Ids as people paste them: on lines, or where there is only one line, between commas or semicolons.</summary>
    public static ImmutableArray<string> Ids(string? text)
    {
        var lines = Split(text ?? "", '\n', '\r');
        return lines is [var single] ? Split(single, ',', ';') : lines;
    }

    private static ImmutableArray<string> Split(string text, params char[] between) =>
        [.. text.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
}
