using System.Security.Cryptography;
using System.Text;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source;

/// <summary>A hash of all settings that decide which records a page holds and how they are read.</summary>
internal static class SourceFingerprint
{
    private const int Digits = 16;

    private static readonly HashSet<string> Deciding =
    [
        nameof(SourceOptions.BaseUrl), nameof(SourceOptions.Path), nameof(SourceOptions.Method), nameof(SourceOptions.Query),
        nameof(SourceOptions.Body), nameof(SourceOptions.TimeFormat), nameof(SourceOptions.Zone), nameof(SourceOptions.Headers),
        nameof(SourceOptions.Paging), nameof(SourceOptions.Records),
    ];

    /// <summary>Limits, secrets and where they stand have no part in it.</summary>
    public static string Of(SourceOptions source)
    {
        var rows = OptionRows.Of(source)
            .Where(row => Deciding.Contains(row.Key.Split(':')[0]) && SecretReference.TryParse(row.Value) is null)
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => $"{row.Key}={row.Value}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(rows))))[..Digits];
    }
}
