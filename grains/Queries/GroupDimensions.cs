using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Queries;

/// <summary>The dimensions as users write them.</summary>
public static class GroupDimensions
{
    private static readonly GroupDimension[] All = Enum.GetValues<GroupDimension>();

    /// <summary>
    /// The dimensions in their order. Amounts of different currencies are never added up: the currency is the last where it is not named.
    /// </summary>
    /// <exception cref="TxException">There is none, or one is unknown or given twice.</exception>
    internal static IReadOnlyList<GroupDimension> Parse(string? by)
    {
        if (string.IsNullOrWhiteSpace(by))
            throw AskedOrders.Invalid($"by: is missing; write one or more, separated by commas, of: {Allowed}");
        var named = new List<GroupDimension>();
        foreach (var word in by.Split(',', StringSplitOptions.TrimEntries))
        {
            var dimension = Array.Find(All, dimension => dimension.Word() == word) is var found && found.Word() == word
                ? found
                : throw AskedOrders.Invalid($"by: '{word}' is no dimension; allowed: {Allowed}");
            if (named.Contains(dimension))
                throw AskedOrders.Invalid($"by: '{word}' is given twice; each of {Allowed} may be given once");
            named.Add(dimension);
        }

        return named.Contains(GroupDimension.Currency) ? named : [.. named, GroupDimension.Currency];
    }

    public static string Word(this GroupDimension dimension) => dimension.ToString().ToLowerInvariant();

    /// <summary>Null for a dimension that is none of time.</summary>
    public static CalendarUnit? Unit(this GroupDimension dimension) => dimension switch
    {
        GroupDimension.Day => CalendarUnit.Day,
        GroupDimension.Week => CalendarUnit.Week,
        GroupDimension.Month => CalendarUnit.Month,
        GroupDimension.Quarter => CalendarUnit.Quarter,
        GroupDimension.Year => CalendarUnit.Year,
        _ => null,
    };

    private static string Allowed => string.Join(", ", All.Select(Word));
}
