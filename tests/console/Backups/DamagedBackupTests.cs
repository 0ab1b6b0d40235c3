using System.Text.Json.Nodes;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Console.Tests.Backups;

public sealed class DamagedBackupTests(BackedUpOrders orders) : IClassFixture<BackedUpOrders>
{
    [Fact]
    public Task Dump_with_a_byte_changed_is_found() => AssertRefused(ExitStatus.Failed, "another SHA-256", folder =>
    {
        var content = File.ReadAllBytes(Path.Combine(folder, "store.dump"));
        content[content.Length / 2] ^= 1;
        File.WriteAllBytes(Path.Combine(folder, "store.dump"), content);
    });

    [Fact]
    public Task Dump_that_was_cut_off_is_found() => AssertRefused(ExitStatus.Failed, "bytes and was written with", folder =>
    {
        using var dump = File.OpenWrite(Path.Combine(folder, "store.dump"));
        dump.SetLength(dump.Length - 1);
    });

    [Fact]
    public Task Dump_that_is_missing_is_found() =>
        AssertRefused(ExitStatus.Failed, "store.dump is missing", folder => File.Delete(Path.Combine(folder, "store.dump")));

    [Fact]
    public Task Manifest_that_was_cut_off_is_found() => AssertRefused(ExitStatus.Failed, "manifest.json is damaged", folder =>
    {
        using var manifest = File.OpenWrite(Path.Combine(folder, "manifest.json"));
        manifest.SetLength(manifest.Length / 2);
    });

    [Fact]
    public Task Rows_that_are_not_what_the_manifest_says_are_found() => AssertRefused(
        ExitStatus.Failed, "What was restored is not what the backup says", Changed(manifest => manifest["sources"]![0]!["rows"] = 2001));

    [Fact]
    public Task Backup_of_a_newer_schema_names_the_program_to_use() => AssertRefused(
        ExitStatus.Usage, "use the newer program that made it, 9.9.9", Changed(manifest => (manifest["schema"], manifest["version"]) = (9999, "9.9.9")));

    [Fact]
    public Task Backup_by_a_newer_server_names_the_version_it_needs() => AssertRefused(
        ExitStatus.Usage, "The backup was made by PostgreSQL 99", Changed(manifest => manifest["pgDump"] = 99));

    [Fact]
    public Task Backup_of_another_layout_is_refused() => AssertRefused(ExitStatus.Usage, "is of format 2", Changed(manifest => manifest["format"] = 2));

    private static Action<string> Changed(Action<JsonNode> change) => folder =>
    {
        var path = Path.Combine(folder, "manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        change(manifest);
        File.WriteAllText(path, manifest.ToJsonString());
    };

    private async Task AssertRefused(ExitStatus status, string words, Action<string> damage)
    {
        var (work, copy) = (orders.Work, orders.Copy());
        damage(copy);

        var result = await work.Run("restore", copy, "--data", "damaged");

        Assert.True(result.Status == status, result.Error);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(work.Path, "damaged*"));
    }
}
