using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Revenue;

/// <summary>A month and the number of a currency, in 27 bits.</summary>
internal readonly record struct FigureKey(uint Packed)
{
    private const int CurrencyBits = 10;

    public FigureKey(Month month, int currency) : this(((uint)month.Ordinal << CurrencyBits) | (uint)currency)
    {
    }

    /// <summary>A number that differs for consecutive months and for different currencies.</summary>
    public int Spread => (int)((Packed >> CurrencyBits) ^ Packed);

    public Month Month => Month.OfOrdinal((int)(Packed >> CurrencyBits));

    public int Currency => (int)(Packed & ((1u << CurrencyBits) - 1));
}
