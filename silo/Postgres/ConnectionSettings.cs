using Npgsql;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Silo.Postgres;

/// <summary>A connection string with what the store adds to it.</summary>
internal static class ConnectionSettings
{
    private const int PreparedStatements = 64;

    // Compiling a statement takes seconds where it is guessed to be long; ours are many and short.
    private const string Compiling = "set jit = off";

    /// <summary>The way to the database of a connection string.</summary>
    public static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings)
    {
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        source.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var setting = new NpgsqlCommand(Compiling, connection);
                setting.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var setting = new NpgsqlCommand(Compiling, connection);
                await setting.ExecuteNonQueryAsync();
            });
        return source.Build();
    }

    /// <summary>
    /// Reads a connection string. Unless it says otherwise itself, the connection is named after the product, statements that come again are
    /// prepared, which spares planning them each time, and nothing is reset between two uses: what is set in one ends with its transaction.
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
