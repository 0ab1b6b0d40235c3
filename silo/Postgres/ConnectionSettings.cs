using Npgsql;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Silo.Postgres;

/// <summary>A connection string with what the store adds to it.</summary>
internal static class ConnectionSettings
{
    private const int PreparedStatements = 64;

    /// <summary>
    /// Reads a connection string. Unless it says otherwise itself, the connection is named after the product, statements that come again are
    /// prepared, which spares planning them each time, and nothing is reset between two uses: whatever is set here ends with its transaction.
    /// </summary>
    /// <exception cref="TxException">The text is no connection string.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            settings.ApplicationName ??= "Orleans.Tx";
            if (!settings.ShouldSerialize("Max Auto Prepare"))
                settings.MaxAutoPrepare = PreparedStatements;
            if (!settings.ShouldSerialize("No Reset On Close"))
                settings.NoResetOnClose = true;
            return settings;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // The driver's words name the keyword, never the value: that may be a password.
            throw new TxException(TxError.Invalid, $"Storage.ConnectionString is no connection string of PostgreSQL: {e.Message}");
        }
    }
}
