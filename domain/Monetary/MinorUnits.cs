using System.Collections.Frozen;

namespace Orleans.Tx.Domain.Monetary;

/// <summary>
/// How many digits the minor unit of a currency has, by ISO 4217: list one, and codes withdrawn since 2000 that old records hold.
/// </summary>
public static class MinorUnits
{
    private const string None = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private const string Two =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF "
        + "CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG "
        + "HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
        + "MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE "
        + "SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR "
        + "ZMW ZWG CYP EEK HRK LTL LVL MRO MTL SIT SKK SLL STD TRL VEF ZMK ZWL";

    private const string Three = "BHD IQD JOD KWD LYD OMR TND";

    private const string Four = "CLF UYW";

    private static readonly FrozenDictionary<string, int> Digits = new[] { (None, 0), (Two, 2), (Three, 3), (Four, 4) }
        .SelectMany(group => group.Item1.Split(' ').Select(code => KeyValuePair.Create(code, group.Item2)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>False for a code that ISO 4217 has no minor unit for, or does not have at all.</summary>
    public static bool TryGetDigits(string code, out int digits) => Digits.TryGetValue(code, out digits);
}
