using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Revenue;

/// <summary>A month and the number of a currency, in 27 bits.</summary>
internal readonly record struct FigureKey(uint Packed)
{
    /// <summary>Keys are smaller than this.</summary>
    public const uint Limit = 1u << 27;

    private const uint Currencies = 1024;

    public FigureKey(Month month, int currency) : this((uint)((month.Year - 1) * 12 + month.Number - 1) * Currencies + (uint)currency)
    {
    }

    public Month Month => new((int)(Packed / Currencies / 12) + 1, (int)(Packed / Currencies % 12) + 1);

    public int Currency => (int)(Packed % Currencies);
}
