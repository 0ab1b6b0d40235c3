using System.Diagnostics;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Tests.Server;

/// <summary>
/// Another process that owns a data folder and its server. It is this executable again, told to run just the explicit test below.
/// </summary>
public sealed class OwnerProcess
{
    private const string FolderVariable = "TX_TEST_OWNED_FOLDER";
    private const string Address = "http://127.0.0.1:1";

    /// <summary>Starts the process and waits until its server answers.</summary>
    internal static async Task<Process> StartAsync(DataFolder folder)
    {
        var method = $"{typeof(OwnerProcess).FullName}.{nameof(Owner_keeps_the_server_running_until_it_is_killed)}";
        string[] run = ["-method", method, "-explicit", "only", "-noLogo", "-noColor"];
        var self = Environment.ProcessPath!;
        string[] assembly = Path.GetFileName(self) == "dotnet" ? [typeof(OwnerProcess).Assembly.Location] : [];
        var owner = Process.Start(new ProcessStartInfo(self, [.. assembly, .. run])
        {
            Environment = { [FolderVariable] = folder.FullPath },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        });
        Assert.NotNull(owner);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (DataFolderLock.FindHolder(folder)?.Address is null)
        {
            Assert.False(owner.HasExited, "The owner ended before its server answered.");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
        return owner;
    }

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
    internal static async Task KillAsync(Process owner)
    {
        owner.Kill();
        await owner.WaitForExitAsync(TestContext.Current.CancellationToken);
        owner.Dispose();
    }

    [Fact(Explicit = true)]
    public async Task Owner_keeps_the_server_running_until_it_is_killed()
    {
        var path = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.NotNull(path);
        using var owner = await DataFolderLock.AcquireAsync(DataFolder.Create(path), TimeProvider.System, TestContext.Current.CancellationToken);
        await using var server = await TestServer.StartAsync(owner);
        Assert.Equal(1, await TestServer.AskAsync(server, "select 1"));
        owner.Publish(Address);
        await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
    }
}
