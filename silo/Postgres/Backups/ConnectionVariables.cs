using System.Globalization;
using Npgsql;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>A connection string in the variables of the environment by which PostgreSQL's own programs are told the same.</summary>
internal static class ConnectionVariables
{
    public static IReadOnlyDictionary<string, string> Of(string connectionString)
    {
        var settings = ConnectionSettings.Parse(connectionString);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PGPORT"] = settings.Port.ToString(CultureInfo.InvariantCulture),
            ["PGSSLMODE"] = Word(settings.SslMode),
            ["PGGSSENCMODE"] = settings.GssEncryptionMode.ToString().ToLowerInvariant(),
            // A statement may take as long as a table is large.
            ["PGOPTIONS"] = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0",
            ["PGAPPNAME"] = "Orleans.Tx backup",
        };
        Add("PGHOST", settings.Host);
        Add("PGUSER", settings.Username);
        Add("PGPASSWORD", settings.Password);
        Add("PGPASSFILE", settings.Passfile);
        Add("PGDATABASE", settings.Database ?? settings.Username);
        Add("PGSSLROOTCERT", settings.RootCertificate);
        Add("PGSSLCERT", settings.SslCertificate);
        Add("PGSSLKEY", settings.SslKey);
        return variables;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                variables[name] = value;
        }
    }

    private static string Word(SslMode mode) => mode switch
    {
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };
}
