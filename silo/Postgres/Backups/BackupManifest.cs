using System.Collections.Immutable;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>What a backup says of itself; the file of this is its last, so that without it there is no backup.</summary>
/// <param name="Format">How the folder is laid out: 1.</param>
/// <param name="Version">The program that made it.</param>
/// <param name="Schema">The version of the store's schema.</param>
/// <param name="MadeAt">The instant that it shows, by the store's clock.</param>
/// <param name="PostgreSql">The version of the server that it was read from.</param>
/// <param name="PgDump">The major version of the program that wrote the dump: an older one can't read it.</param>
/// <param name="DatabaseBytes">How much room the database took.</param>
public sealed record BackupManifest(
    string Product, int Format, string Version, int Schema, DateTimeOffset MadeAt, string PostgreSql, int PgDump, long DatabaseBytes,
    ImmutableArray<BackedUpSource> Sources, ImmutableArray<BackedUpFile> Files)
{
    public const string OwnProduct = "Orleans.Tx";
    public const int OwnFormat = 1;
}

/// <summary>A source in a backup.</summary>
/// <param name="Rows">Its transactions.</param>
/// <param name="LastBatch">The last batch of its log.</param>
/// <param name="Position">The batch up to which its aggregates are.</param>
public sealed record BackedUpSource(string Name, long Rows, long LastBatch, long Position);

/// <summary>A file of a backup.</summary>
/// <param name="Sha256">Of its content, in lower-case hexadecimal digits.</param>
public sealed record BackedUpFile(string Name, long Bytes, string Sha256);
