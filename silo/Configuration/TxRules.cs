using System.Text.RegularExpressions;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>What must hold of the whole configuration.</summary>
internal static partial class TxRules
{
    public static void Check(TxOptions options, ConfigurationErrors errors)
    {
        foreach (var (name, source) in options.Sources)
        {
            errors.Require(SourceName().IsMatch(name), $"Sources:{name}", "is no name of a source; allowed: 1 to 40 of a-z, 0-9 and -");
            SourceRules.Check($"Sources:{name}", source, errors);
        }

        errors.Require(IsConnectionString(options.Storage.ConnectionString), "Storage:ConnectionString",
            "is no connection string (its value is not shown); allowed: empty, or such as Host=db;Database=tx;Username=tx");
        MemberRules.Check(options.Cluster, errors);
        GatewayRules.Check(options.Gateway, errors);
        AlertRules.Check(options.Alerts, errors);
    }

    private static bool IsConnectionString(string text) => text.Length == 0 || Redaction.Of(text) != Redaction.Mark;

    [GeneratedRegex("^[a-z0-9-]{1,40}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SourceName();
}
