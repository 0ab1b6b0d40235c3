using System.Diagnostics;
using System.Runtime.Versioning;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Tests.Server;

[UnsupportedOSPlatform("windows")]
public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private DataFolder Folder => DataFolder.Create(_temporary["data"]);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Data_written_before_a_stop_is_there_after_the_next_start()
    {
        await using (var first = await StartAsync())
            await TestServer.AskAsync(first.Server, "create table kept as select 42 as answer");

        await using var second = await StartAsync();

        Assert.Equal(42, await TestServer.AskAsync(second.Server, "select answer from kept"));
    }

    [Fact]
    public async Task Cluster_is_safe_from_crashes_and_sorts_by_code_point()
    {
        await using var owned = await StartAsync();

        Assert.Equal("on on UTF8 C", await TestServer.AskAsync(owned.Server, """
            select concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'), current_setting('server_encoding'), datcollate)
            from pg_database where datname = current_database()
            """));
    }

    [Fact]
    public async Task Connection_without_the_password_is_refused()
    {
        await using var owned = await StartAsync();
        var guess = new Npgsql.NpgsqlConnectionStringBuilder(owned.Server.ConnectionString) { Password = "guess", Pooling = false };
        await using var connection = new Npgsql.NpgsqlConnection(guess.ConnectionString);

        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));

        Assert.Equal(Npgsql.PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task Server_that_is_killed_is_started_again_where_it_was()
    {
        await using var owned = await StartAsync();
        await TestServer.AskAsync(owned.Server, "create table kept as select 42 as answer");
        var killed = TestServer.Postmaster(Folder);
        using (var postmaster = Process.GetProcessById(killed))
            postmaster.Kill();

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!PostmasterFile.IsServed(Path.Combine(Folder.FullPath, "postgres")) || TestServer.Postmaster(Folder) == killed || !await Answers(owned.Server))
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);

        Assert.Equal(42, await TestServer.AskAsync(owned.Server, "select answer from kept"));
    }

    [Fact]
    public async Task Dispose_stops_the_server()
    {
        var owned = await StartAsync();
        var postmaster = TestServer.Postmaster(Folder);
        Assert.True(PostmasterFile.IsServed(Path.Combine(Folder.FullPath, "postgres")));

        await owned.DisposeAsync();

        Assert.False(PostmasterFile.IsServed(Path.Combine(Folder.FullPath, "postgres")), $"Process {postmaster} still runs.");
    }

    [Fact]
    public async Task Killed_owner_takes_its_server_with_it_and_the_next_start_works()
    {
        var owner = await OwnerProcess.StartAsync(Folder);
        await OwnerProcess.KillAsync(owner);
        await TestServer.UntilStoppedAsync(Folder);

        await using var next = await StartAsync();

        Assert.Equal(1, await TestServer.AskAsync(next.Server, "select 1"));
    }

    [Fact]
    public async Task Start_right_after_the_owner_was_killed_waits_for_the_old_server_to_end()
    {
        var owner = await OwnerProcess.StartAsync(Folder);
        var before = TestServer.Postmaster(Folder);
        await OwnerProcess.KillAsync(owner);

        await using var next = await StartAsync();

        Assert.NotEqual(before, TestServer.Postmaster(Folder));
        Assert.Equal(1, await TestServer.AskAsync(next.Server, "select 1"));
    }

    [Fact]
    public async Task Killed_server_recovers_what_was_committed()
    {
        await using (var first = await StartAsync())
        {
            await TestServer.AskAsync(first.Server, "create table kept as select 42 as answer");
            await KillServerAsync();
        }

        await using var second = await StartAsync();

        Assert.Equal(42, await TestServer.AskAsync(second.Server, "select answer from kept"));
    }

    [Fact]
    public async Task Process_id_given_to_another_process_after_a_kill_does_not_block_the_start()
    {
        await using (await StartAsync())
            await KillServerAsync();
        var file = Path.Combine(Folder.FullPath, "postgres", "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        lines[0] = $"{Environment.ProcessId}";
        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);

        await using var next = await StartAsync();

        Assert.Equal(1, await TestServer.AskAsync(next.Server, "select 1"));
    }

    [Fact]
    public async Task Half_made_cluster_is_made_anew()
    {
        using (await AcquireAsync())
        {
        }
        var draft = Path.Combine(Folder.FullPath, "postgres.new-1", "cluster");
        Directory.CreateDirectory(draft);
        await File.WriteAllTextAsync(Path.Combine(draft, "PG_VERSION"), "15\n", TestContext.Current.CancellationToken);

        await using var owned = await StartAsync();

        Assert.Equal(1, await TestServer.AskAsync(owned.Server, "select 1"));
        Assert.Empty(Directory.GetDirectories(Folder.FullPath, "postgres.new*"));
    }

    [Fact]
    public async Task Cluster_of_another_version_is_left_alone()
    {
        var cluster = Path.Combine(Folder.FullPath, "postgres");
        using var owner = await AcquireAsync();
        Directory.CreateDirectory(cluster);
        await File.WriteAllTextAsync(Path.Combine(cluster, "PG_VERSION"), "9\n", TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<StoreException>(() => TestServer.StartAsync(owner));

        Assert.Equal(2, refusal.ExitCode);
        Assert.StartsWith("The data is of PostgreSQL 9, and no server of that version was found", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_does_not_start_tells_the_end_of_its_log()
    {
        await using (await StartAsync())
        {
        }
        await File.AppendAllTextAsync(Path.Combine(Folder.FullPath, "postgres", "postgresql.auto.conf"), "no_such_setting = 1\n", TestContext.Current.CancellationToken);
        using var owner = await AcquireAsync();

        var failure = await Assert.ThrowsAsync<StoreException>(() => TestServer.StartAsync(owner));

        Assert.Equal(1, failure.ExitCode);
        Assert.Contains("no_such_setting", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_cancelled_while_the_cluster_is_made_leaves_no_half_of_it()
    {
        using var owner = await AcquireAsync();
        using var cancellation = new CancellationTokenSource();
        var progress = new ProgressAction(_ => cancellation.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => EmbeddedPostgres.StartAsync(owner, TestServer.Options, progress, TimeProvider.System, cancellation.Token));

        Assert.False(Directory.Exists(Path.Combine(Folder.FullPath, "postgres")));
        await using var next = await TestServer.StartAsync(owner);
        Assert.Equal(1, await TestServer.AskAsync(next, "select 1"));
    }

    [Fact]
    public async Task Root_keeps_the_cluster_elsewhere_when_the_servers_user_can_not_get_to_the_data_folder()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root runs the server as another user.");
        Directory.CreateDirectory(_temporary["closed"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var folder = DataFolder.Create(_temporary["closed/data"]);
        var options = TestServer.Options with { SystemFolder = _temporary["system"] };
        using var owner = await DataFolderLock.AcquireAsync(folder, TimeProvider.System, TestContext.Current.CancellationToken);
        await using (var first = await TestServer.StartAsync(owner, options))
            await TestServer.AskAsync(first, "create table kept as select 42 as answer");

        await using var second = await TestServer.StartAsync(owner, options);

        Assert.Equal(42, await TestServer.AskAsync(second, "select answer from kept"));
        Assert.Single(Directory.GetDirectories(_temporary["system"]));
    }

    private Task<DataFolderLock> AcquireAsync() =>
        DataFolderLock.AcquireAsync(Folder, TimeProvider.System, TestContext.Current.CancellationToken);

    private async Task<OwnedServer> StartAsync()
    {
        var owner = await AcquireAsync();
        try
        {
            return new OwnedServer(owner, await TestServer.StartAsync(owner));
        }
        catch (StoreException)
        {
            owner.Dispose();
            throw;
        }
    }

    private async Task KillServerAsync()
    {
        using var postmaster = Process.GetProcessById(TestServer.Postmaster(Folder));
        postmaster.Kill();
        await TestServer.UntilStoppedAsync(Folder);
    }

    private sealed class ProgressAction(Action<string> action) : IProgress<string>
    {
        public void Report(string value) => action(value);
    }

    private sealed record OwnedServer(DataFolderLock Owner, EmbeddedPostgres Server) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            Owner.Dispose();
        }
    }

    private static async Task<bool> Answers(EmbeddedPostgres server)
    {
        try
        {
            return await TestServer.AskAsync(server, "select 1") is 1;
        }
        catch (Npgsql.NpgsqlException)
        {
            return false;
        }
    }
}
