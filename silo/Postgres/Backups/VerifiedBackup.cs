using System.Globalization;
using System.Security.Cryptography;
using Orleans.Tx.Silo.Postgres.Migrations;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>A backup whose files are all there and as they were written, of a schema that this program knows.</summary>
internal sealed record VerifiedBackup(string Folder, BackupManifest Manifest)
{
    private const int Block = 1 << 18;

    public string Dump => Path.Combine(Folder, StoreBackup.DumpName);

    /// <param name="steps">Takes how far it is.</param>
    /// <exception cref="StoreException">There is no backup or this program is too old for it (exit status 2); it is damaged (1).</exception>
    public static async Task<VerifiedBackup> OpenAsync(string folder, IProgress<string>? steps, CancellationToken cancellationToken)
    {
        var backup = new VerifiedBackup(Path.GetFullPath(folder), await ManifestFile.ReadAsync(Path.GetFullPath(folder), cancellationToken));
        if (backup.Manifest.Schema > SchemaMigrator.Newest)
        {
            throw StoreException.Misconfigured(
                $"The backup in {backup.Folder} has schema version {backup.Manifest.Schema}, this program knows {SchemaMigrator.Newest}: use the newer program that made it, {backup.Manifest.Version}.");
        }

        if (backup.Manifest.Files.Length != 1 || backup.Manifest.Files[0].Name != StoreBackup.DumpName)
            throw backup.Damaged($"{ManifestFile.Name} does not name {StoreBackup.DumpName} alone");
        await backup.CheckAsync(backup.Manifest.Files[0], steps, cancellationToken);
        return backup;
    }

    private async Task CheckAsync(BackedUpFile file, IProgress<string>? steps, CancellationToken cancellationToken)
    {
        try
        {
            if (!File.Exists(Dump))
                throw Damaged($"{file.Name} is missing");
            await using var content = File.OpenRead(Dump);
            if (content.Length != file.Bytes)
                throw Damaged($"{file.Name} has {content.Length} bytes and was written with {file.Bytes}");
            if (await HashAsync(content, steps, cancellationToken) != file.Sha256)
                throw Damaged($"{file.Name} has another SHA-256 than it was written with");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Failed($"{Dump} can't be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static async Task<string> HashAsync(Stream content, IProgress<string>? steps, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[Block];
        while (await content.ReadAsync(block, cancellationToken) is > 0 and var read)
        {
            hash.AppendData(block, 0, read);
            steps?.Report(string.Create(CultureInfo.InvariantCulture, $"checking the backup: {100 * content.Position / content.Length} %"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private StoreException Damaged(string how) => StoreException.Failed($"The backup in {Folder} is damaged: {how}. Nothing was restored; use another backup.");
}
