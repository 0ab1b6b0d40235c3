using System.Runtime.Versioning;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Tests.Server;

[UnsupportedOSPlatform("windows")]
public sealed class DataFolderLockTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private DataFolder Folder => DataFolder.Create(_temporary["data"]);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Second_owner_is_refused_with_the_firsts_host_pid_and_address()
    {
        using var first = await AcquireAsync();
        first.Publish("http://127.0.0.1:8080");

        var refusal = await Assert.ThrowsAsync<DataFolderInUseException>(AcquireAsync);

        Assert.Equal(new Holder(Environment.MachineName, Environment.ProcessId, "http://127.0.0.1:8080"), refusal.Holder);
        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_owned_by_another_process_is_refused_with_that_ones_pid_until_it_is_killed()
    {
        var owner = await OwnerProcess.StartAsync(Folder);
        var pid = owner.Id;

        var refusal = await Assert.ThrowsAsync<DataFolderInUseException>(AcquireAsync);
        await OwnerProcess.KillAsync(owner);
        await TestServer.UntilStoppedAsync(Folder);

        Assert.Equal(pid, refusal.Holder?.Pid);
        using var held = await AcquireAsync();
        Assert.Equal(Environment.ProcessId, DataFolderLock.FindHolder(Folder)?.Pid);
    }

    [Fact]
    public async Task Name_left_by_a_killed_owner_means_nobody()
    {
        using (await AcquireAsync())
        {
        }
        await File.WriteAllTextAsync(Folder.HolderFile, """{"Host":"elsewhere","Pid":1,"Address":null}""", TestContext.Current.CancellationToken);

        Assert.Null(DataFolderLock.FindHolder(Folder));
    }

    [Fact]
    public async Task Folder_given_back_can_be_owned_again()
    {
        using (await AcquireAsync())
            Assert.NotNull(DataFolderLock.FindHolder(Folder));

        Assert.Null(DataFolderLock.FindHolder(Folder));
        using var again = await AcquireAsync();
        Assert.NotNull(DataFolderLock.FindHolder(Folder));
    }

    [Fact]
    public void Folder_that_was_never_owned_has_no_holder() => Assert.Null(DataFolderLock.FindHolder(Folder));

    private Task<DataFolderLock> AcquireAsync() =>
        DataFolderLock.AcquireAsync(Folder, TimeProvider.System, TestContext.Current.CancellationToken);
}
