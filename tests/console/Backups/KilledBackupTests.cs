using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;

namespace Orleans.Tx.Console.Tests.Backups;

/// <summary>Killed in the middle, for which PostgreSQL's program is one that never comes to its end.</summary>
public sealed class KilledBackupTests(BackedUpOrders orders) : IClassFixture<BackedUpOrders>
{
    private Workplace Work => orders.Work;

    [Fact]
    public async Task Backup_that_is_killed_is_none_and_the_next_one_clears_it_away()
    {
        var killed = await Begin("pg_dump", "backup", "killed");
        await Eventually.Holds(() => Directory.GetFiles(Work.Path, "store.dump", SearchOption.AllDirectories).Any(path => path.Contains(".partial-", StringComparison.Ordinal)), "some of the dump is there");
        await killed.Kill();

        Assert.False(Directory.Exists(Work["killed"]));
        Assert.Equal(ExitStatus.Usage, (await Work.Run("restore", "killed", "--data", "new")).Status);
        var left = Assert.Single(Directory.GetDirectories(Work.Path, "killed.partial-*"));
        Assert.Equal(ExitStatus.Usage, (await Work.Run("restore", Path.Combine(left, "content"), "--data", "new")).Status);
        await Work.Output("backup", "killed");
        Assert.True(File.Exists(Work["killed/manifest.json"]));
        Assert.Empty(Directory.GetDirectories(Work.Path, "killed.partial-*"));
    }

    [Fact]
    public async Task Restoration_that_is_killed_leaves_no_store_and_the_next_one_makes_it()
    {
        var killed = await Begin("pg_restore", "restore", "backup", "--data", "halfway");
        await killed.Kill();

        var asked = await Work.Run("months", "--data", "halfway");
        Assert.Equal(ExitStatus.Usage, asked.Status);
        Assert.Contains("There is no store in " + Work["halfway"], asked.Error, StringComparison.Ordinal);
        await Eventually.Holds(() => Directory.GetFiles(Work.Path, "postmaster.pid", SearchOption.AllDirectories).Length == 0, "its server ends with it");
        await Work.Output("restore", "backup", "--data", "halfway");
        Assert.StartsWith("0 differences", await Work.Output("verify", "--data", "halfway"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Work.Path, "halfway.partial-*"));
    }

    [Theory]
    [InlineData("pg_dump", "backup", "stopped")]
    [InlineData("pg_restore", "restore", "backup", "--data", "stopped")]
    public async Task What_is_interrupted_leaves_nothing(string program, params string[] command)
    {
        var asked = await Begin(program, command);
        await asked.Signal("INT");

        Assert.Equal(ExitStatus.Interrupted, (await asked.End()).Status);
        Assert.Empty(Directory.GetFileSystemEntries(Work.Path, "stopped*"));
    }

    /// <summary>Starts a command whose program of PostgreSQL's goes on until nobody listens to it, and waits until it runs.</summary>
    private async Task<RunningProgram> Begin(string program, params string[] command)
    {
        var folder = Directory.CreateTempSubdirectory("tx-endless-").FullName;
        var (path, begun) = (Path.Combine(folder, program), Path.Combine(folder, "begun"));
        await File.WriteAllTextAsync(path, $"""
            #!/bin/sh
            [ "$1" = --version ] && echo "{program} (PostgreSQL) {(int)orders.Manifest["pgDump"]!}" && exit
            : > {begun}
            while sleep 0.05; do echo x && echo x >&2 || exit; done
            """, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Work.Environment["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
        var started = Work.Start(command);
        Work.Environment.Remove("PATH");
        await started.Until(() => File.Exists(begun), "it runs");
        Directory.Delete(folder, recursive: true);
        return started;
    }
}
