using System.Text.Json.Nodes;
using Orleans.Tx.Chaos.Tests.Running;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;

namespace Orleans.Tx.Console.Tests.Backups;

public sealed class BackupTests(BackedUpOrders orders) : IClassFixture<BackedUpOrders>
{
    private const string Catalog = """
        select format('%s %s %s', c.relkind, c.oid::regclass, coalesce(pg_get_expr(c.relpartbound, c.oid), '')) from pg_class c where c.relnamespace = 'tx'::regnamespace and c.relkind in ('r', 'p', 'S')
        union all select format('%s %s', indexrelid::regclass, pg_get_indexdef(indexrelid)) from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'tx'::regnamespace
        union all select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'tx'::regnamespace
        union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'tx'::regnamespace
        union all select format('%s %s %s %s', attrelid::regclass, attname, atttypid::regtype, attnotnull) from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'tx'::regnamespace and attnum > 0
        union all select querykey || querytext from public.orleansquery
        order by 1
        """;

    private Workplace Work => orders.Work;

    [Fact]
    public async Task Restored_store_holds_and_answers_what_the_one_that_was_backed_up_does()
    {
        await Work.Output("restore", "backup", "--data", "again");

        var verified = await Work.Output("verify", "--data", "again");
        Assert.StartsWith("0 differences at batch", verified, StringComparison.Ordinal);
        Assert.Equal(await Work.Output("months", "--format", "csv"), await Work.Output("months", "--data", "again", "--format", "csv"));
        Assert.Equal(await Work.Output("cohorts", "--format", "csv"), await Work.Output("cohorts", "--data", "again", "--format", "csv"));
        Assert.Contains("nothing was added", (await Work.Run("import", "orders.csv", "--data", "again")).Error, StringComparison.Ordinal);
        Assert.Equal(await CatalogOf(".tx"), await CatalogOf("again"));
    }

    [Fact]
    public void Backup_is_for_its_owners_eyes_only_and_says_what_it_holds()
    {
        var source = Assert.Single(orders.Manifest["sources"]!.AsArray())!;

        Assert.Equal(("orders", 2000), ((string)source["name"]!, (int)source["rows"]!));
        Assert.Equal((int)source["lastBatch"]!, (int)source["position"]!);
        Assert.Equal(2000, (int)JsonNode.Parse(orders.Made.Out)!["sources"]![0]!["rows"]!);
        Assert.Equal(["manifest.json", "store.dump"], Directory.GetFileSystemEntries(orders.Backup).Select(Path.GetFileName).Order());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(orders.Backup));
        Assert.All(Directory.GetFiles(orders.Backup), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file)));
    }

    [Fact]
    public async Task Store_moves_to_an_outside_database_and_is_backed_up_from_there()
    {
        await using var server = new Workplace();
        await server.Serve();
        var database = new StoreDatabase(server.Data);
        await database.All("create database shop", row => row.GetString(0));
        await using var elsewhere = new Workplace();
        elsewhere.Environment["TX__Storage__ConnectionString"] = database.ConnectionTo("shop");

        await elsewhere.Output("restore", orders.Backup);

        Assert.StartsWith("0 differences at batch", await elsewhere.Output("verify"), StringComparison.Ordinal);
        var twice = await elsewhere.Run("restore", orders.Backup);
        Assert.Equal(ExitStatus.Usage, twice.Status);
        Assert.Contains("holds a store, and is not overwritten", twice.Error, StringComparison.Ordinal);
        var manifest = JsonNode.Parse(await elsewhere.Output("backup", "again", "--format", "json"))!;
        Assert.Equal(orders.Manifest["sources"]!.ToJsonString(), manifest["sources"]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_in_the_way_is_refused_and_stays_as_it_is()
    {
        Directory.CreateDirectory(Work["full"]);
        await File.WriteAllTextAsync(Work["full/file"], "mine", TestContext.Current.CancellationToken);
        await using var empty = new Workplace();
        (string Words, string[] Command)[] refused =
        [
            ("is not empty: name a new or an empty folder", ["backup", "full"]),
            ("is a file: name a new or an empty folder", ["backup", "orders.csv"]),
            ("holds a store, and is not overwritten", ["restore", "backup"]),
            ("--data " + Work["full"] + " is not empty", ["restore", "backup", "--data", "full"]),
            ("There is no backup in " + Work["full"], ["restore", "full", "--data", "new"]),
            ("There is no store in " + Work["nowhere"], ["backup", "new", "--data", "nowhere"]),
        ];

        foreach (var (words, command) in refused)
        {
            var result = await Work.Run(command);
            Assert.Equal(ExitStatus.Usage, result.Status);
            Assert.Contains(words, result.Error, StringComparison.Ordinal);
        }

        Assert.Equal(["file"], Directory.GetFileSystemEntries(Work["full"]).Select(Path.GetFileName));
        Assert.False(Directory.Exists(Work["new"]) || Directory.Exists(Work["nowhere"]));
    }

    [Fact]
    public async Task Backup_goes_into_an_empty_folder_that_is_there()
    {
        Directory.CreateDirectory(Work["there"]);

        await Work.Output("backup", "there");

        Assert.True(File.Exists(Work["there/manifest.json"]));
        Assert.Empty(Directory.GetDirectories(Work.Path, "there.partial-*"));
    }

    private static UnixFileMode? ModeOf(string path) => OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(path);

    private async Task<List<string>> CatalogOf(string data)
    {
        var service = Work.Start("up", "--listen", "http://localhost:0", "--data", data);
        await service.Until(() => service.Out.Contains("; Ctrl-C stops it.", StringComparison.Ordinal), "it answers");
        var catalog = await new StoreDatabase(Work[data]).All(Catalog, row => row.GetString(0));
        await service.Signal("TERM");
        await service.End();
        return catalog;
    }
}
