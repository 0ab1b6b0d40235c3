using System.Text.Encodings.Web;
using System.Text.Json;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>A backup's manifest as a file.</summary>
internal static class ManifestFile
{
    public const string Name = "manifest.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static async Task WriteAsync(string folder, BackupManifest manifest, CancellationToken cancellationToken)
    {
        await using var file = UnixFiles.CreateSecret(Path.Combine(folder, Name));
        await JsonSerializer.SerializeAsync(file, manifest, Form, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    /// <exception cref="StoreException">There is no backup, or none that this program can read.</exception>
    public static async Task<BackupManifest> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            throw StoreException.Misconfigured($"There is no backup in {folder} (no {Name}): name a folder that tx backup made; one that it did not finish is none.");
        var manifest = await ParseAsync(path, cancellationToken);
        if (manifest.Product != BackupManifest.OwnProduct)
            throw StoreException.Misconfigured($"{path} is of '{manifest.Product}': it is no backup of {BackupManifest.OwnProduct}.");
        if (manifest.Format != BackupManifest.OwnFormat)
            throw StoreException.Misconfigured($"The backup in {folder} is of format {manifest.Format}, this program knows {BackupManifest.OwnFormat}: use the program that made it, {manifest.Version}.");
        return manifest;
    }

    private static async Task<BackupManifest> ParseAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<BackupManifest>(file, Form, cancellationToken) is { Sources.IsDefault: false, Files.IsDefault: false } manifest
                ? manifest
                : throw new JsonException("it says nothing of sources or files");
        }
        catch (JsonException e)
        {
            throw StoreException.Failed($"{path} is damaged: {e.Message.TrimEnd('.')}. Use another backup.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Failed($"{path} can't be read: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
