using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Silo.Postgres.Migrations;

internal sealed partial class SchemaMigrator
{
    [LoggerMessage(EventId = 4010, Level = LogLevel.Information, Message = "The database's schema went from version {From} to {To}.")]
    private partial void LogMigrated(int from, int to);
}
