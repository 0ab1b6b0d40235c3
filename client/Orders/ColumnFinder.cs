using System.Globalization;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Orders;

/// <summary>Finds the columns of a log: by the user's names or positions, else by the usual names of its header.</summary>
/// <param name="file">What messages call the log.</param>
/// <param name="names">The header; null where there is none.</param>
/// <param name="count">How many fields the first row has.</param>
internal sealed class ColumnFinder(string file, IReadOnlyList<string>? names, int count)
{
    private const int Listed = 50;

    /// <exception cref="UsageException">A column is missing or unclear; the message lists the columns.</exception>
    public OrderColumns Find(ColumnChoice choice)
    {
        var (amount, factor) = Amount(choice.Amount);
        return new OrderColumns(
            count,
            Required("customer", "--customer-column", choice.Customer, UsualNames.Customer),
            Required("date", "--date-column", choice.Date, UsualNames.Date),
            amount,
            factor,
            choice.Currency is { } currency ? Named("--currency-column", currency) : Usual("currency", "--currency-column", UsualNames.Currency),
            choice.Id is { } id ? Named("--id-column", id) : null);
    }

    private (int Amount, int? Factor) Amount(string? chosen)
    {
        var star = chosen?.IndexOf('*', StringComparison.Ordinal) ?? -1;
        if (chosen is null || star < 0 || TryFind(chosen) is not null)
            return (Required("amount", "--amount-column", chosen, UsualNames.Amount), null);
        return (Named("--amount-column", chosen[..star].Trim()), Named("--amount-column", chosen[(star + 1)..].Trim()));
    }

    private int Required(string role, string option, string? chosen, string[][] usual)
    {
        if (chosen is not null)
            return Named(option, chosen);
        return Usual(role, option, usual) ?? throw new UsageException(names is null
            ? $"{file}: without a header {option} is needed, as a position from 1 to {count}"
            : $"{file}: no column is known as the {role}; name it with {option}: {Columns()}");
    }

    private int Named(string option, string chosen) => TryFind(chosen) switch
    {
        { Count: 1 } found => found[0],
        { Count: > 1 } => throw new UsageException($"{file}: {option} '{chosen}' names several columns; give its position: {Columns()}"),
        _ when names is null => throw new UsageException($"{file}: {option} '{chosen}' must be a position from 1 to {count}, as there is no header"),
        _ => throw new UsageException($"{file}: {option} '{chosen}' is no column: {Columns()}"),
    };

    private IReadOnlyList<int>? TryFind(string chosen)
    {
        foreach (var comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            if (Where(name => name.Trim().Equals(chosen.Trim(), comparison)) is { Count: > 0 } found)
                return found;
        }

        var isPosition = int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var position);
        return isPosition && position >= 1 && position <= count ? [position - 1] : null;
    }

    private int? Usual(string role, string option, string[][] usual)
    {
        foreach (var group in usual)
        {
            var found = Where(name => group.Contains(UsualNames.Plain(name), StringComparer.Ordinal));
            if (found.Count > 1)
                throw new UsageException($"{file}: more than one column may be the {role}; choose with {option}: {Columns()}");
            if (found.Count == 1)
                return found[0];
        }

        return null;
    }

    private List<int> Where(Func<string, bool> fits) => [.. (names ?? []).Index().Where(name => fits(name.Item)).Select(name => name.Index)];

    private string Columns()
    {
        var listed = names!.Take(Listed).Select((name, index) => $"{index + 1} '{Shortened(name)}'");
        return $"the columns are {string.Join(", ", listed)}{(count > Listed ? $" and {count - Listed} more" : "")}";
    }

    private static string Shortened(string name)
    {
        var text = string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c));
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
