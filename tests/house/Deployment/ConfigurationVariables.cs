using System.Text.RegularExpressions;
using Orleans.Tx.House.Tests.Sources;
using Orleans.Tx.House.Tests.Wire;

namespace Orleans.Tx.House.Tests.Deployment;

/// <summary>The variables of the environment by which keys of the configuration are set.</summary>
internal static partial class ConfigurationVariables
{
    private static readonly IReadOnlyList<Regex> Keys =
    [
        .. new ConfigurationKeys([.. SourceFile.Product.Where(file => file.Path.StartsWith("silo/Configuration/", StringComparison.Ordinal))]).All
            .Where(line => !line.StartsWith("value ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0])
            .Select(key => new Regex($@"^TX__{Placeholder().Replace(Regex.Escape(key.Replace(":", "__", StringComparison.Ordinal)), "[a-z0-9-]+")}\z", RegexOptions.None, TimeSpan.FromSeconds(1))),
    ];

    public static bool Has(string variable) => Keys.Any(key => key.IsMatch(variable));

    // {name} and {n}, as escaped.
    [GeneratedRegex(@"\\\{\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
