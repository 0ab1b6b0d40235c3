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

    /// <summary>The whole answer is final, so that no month needs to say so.</summary>
    [Parameter]
    public bool IsFinal { get; set; }

    private ImmutableArray<MonthAnswer> Months => Block.Months ?? [];

    private decimal New => Months.Sum(month => month.NewRevenue);

    private bool HasCoverage => !IsFinal && Months.Any(month => month.Complete is not null);

    private decimal? Percent(decimal part) => Block.Revenue == 0 ? null : Math.Round(100 * part / Block.Revenue, 2, MidpointRounding.AwayFromZero);

    private string Money(decimal amount) => Amount.Of(amount, Block.Currency);

    private static string Final(MonthAnswer month) => month switch
    {
        { Complete: false } => "weeks missing",
        { NewComplete: false } => "who is new may change",
        _ => "yes",
    };
}
