using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Dashboard.Figures;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard.Months;

public sealed partial class MonthsBlock
{
    /// <summary>One currency of an answer that has months.</summary>
    [Parameter, EditorRequired]
    public CurrencyAnswer Block { get; set; } = null!;

    private ImmutableArray<MonthAnswer> Months => Block.Months ?? [];

    private decimal New => Months.Sum(month => month.NewRevenue);

    private bool HasCoverage => Months.Any(month => month is { Complete: false } or { NewComplete: false });

    private decimal? Percent(decimal part) => Block.Revenue == 0 ? null : Math.Round(100 * part / Block.Revenue, 2, MidpointRounding.AwayFromZero);

    private string Money(decimal amount) => Amount.Of(amount, Block.Currency);

    private static string Final(MonthAnswer month) => month switch
    {
        { Complete: false } => "weeks missing",
        { NewComplete: false } => "who is new may change",
        _ => "yes",
    };
}
