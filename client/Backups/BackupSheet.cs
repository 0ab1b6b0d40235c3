using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Silo.Postgres.Backups;

namespace Orleans.Tx.Client.Backups;

/// <summary>Shows what a backup holds.</summary>
internal static class BackupSheet
{
    /// <param name="closing">A sentence for people.</param>
    public static void Write(BackupManifest backup, string closing, OutputFormat format, Terminal terminal)
    {
        terminal.Write(format, backup, Sheet(backup));
        terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"The store as it was at {backup.MadeAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, schema {backup.Schema}, by version {backup.Version} on PostgreSQL {backup.PostgreSql}."));
        terminal.Error.WriteLine(closing);
    }

    private static Sheet Sheet(BackupManifest backup)
    {
        var sheet = new Sheet(
            SheetColumn.Text("name", "Source"), SheetColumn.Number("rows", "Rows"), SheetColumn.Number("lastBatch", "Last batch"),
            SheetColumn.Number("position", "Counted up to"));
        foreach (var source in backup.Sources)
            sheet.Add(source.Name, Plain(source.Rows), Plain(source.LastBatch), Plain(source.Position));
        return sheet;
    }

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
