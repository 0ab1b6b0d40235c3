using System.Data.Common;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>What is shown of a text that may hold secrets.</summary>
internal static class Redaction
{
    public const string Mark = "***";

    /// <summary>Nothing, or a connection string without its passwords, where it is one.</summary>
    public static string Of(string text)
    {
        if (text.Length == 0)
            return "";
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            foreach (var key in parts.Keys.Cast<string>().Where(key => SecretName.Matches(key)).ToList())
                parts[key] = Mark;
            return parts.ConnectionString;
        }
        catch (ArgumentException)
        {
            return Mark;
        }
    }
}
