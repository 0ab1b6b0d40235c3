using System.Runtime.Versioning;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Tests.Server;

[UnsupportedOSPlatform("windows")]
public sealed class PostgresBinariesTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private PostgresSearch Nowhere => new() { Cache = _temporary["cache"] };

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Newest_of_a_systems_versions_is_taken()
    {
        Install("lib/9/bin", "9.6");
        Install("lib/15/bin", "15.18 (Debian 15.18-0+deb12u1)");
        Install("lib/17/bin", "17beta2");

        var found = await FindAsync(Nowhere with { Patterns = [_temporary["lib/*/bin"]] });

        Assert.Equal((_temporary["lib/17/bin"], 17), (found?.Folder, found?.Major));
    }

    [Fact]
    public async Task Version_of_the_data_is_taken_even_if_there_is_a_newer_one()
    {
        Install("lib/15/bin", "15.18");
        Install("lib/17/bin", "17.1");

        var found = await FindAsync(Nowhere with { Patterns = [_temporary["lib/*/bin"]] }, major: 15);

        Assert.Equal(_temporary["lib/15/bin"], found?.Folder);
    }

    [Fact]
    public async Task Link_on_the_path_leads_to_the_folder_of_the_server()
    {
        Install("lib/15/bin", "15.18");
        Directory.CreateDirectory(_temporary["local"]);
        File.CreateSymbolicLink(_temporary["local/initdb"], _temporary["lib/15/bin/initdb"]);

        var found = await FindAsync(Nowhere with { Path = [_temporary["local"]] });

        Assert.Equal(_temporary["lib/15/bin"], found?.Folder);
    }

    [Fact]
    public async Task Server_too_old_and_folders_without_one_are_passed_over()
    {
        Install("old", "14.9");
        Install("broken", "of a dream");
        Directory.CreateDirectory(_temporary["empty"]);

        Assert.Null(await FindAsync(Nowhere with { Path = [_temporary["old"], _temporary["broken"], _temporary["empty"], _temporary["missing"]] }));
    }

    [Theory]
    [InlineData("missing", "holds no PostgreSQL server")]
    [InlineData("old", "holds PostgreSQL 14: 15 or newer is needed")]
    public async Task Named_folder_without_a_server_that_will_do_is_an_error_that_names_it(string folder, string reason)
    {
        Install("old", "14.9");
        Install("good", "15.18");

        var refusal = await Assert.ThrowsAsync<StoreException>(
            () => FindAsync(Nowhere with { Named = _temporary[folder], Path = [_temporary["good"]] }));

        Assert.Equal(2, refusal.ExitCode);
        Assert.Contains($"TX_PG_BIN is {_temporary[folder]}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_server_ends_in_one_sentence_that_says_what_to_do()
    {
        var installer = new PostgresInstaller(Nowhere, packages: null, new InstallConsent(GoAhead: true, Ask: null), progress: null);

        var refusal = await Assert.ThrowsAsync<StoreException>(() => installer.EnsureAsync(major: null, TestContext.Current.CancellationToken));

        Assert.Equal(2, refusal.ExitCode);
        Assert.StartsWith("PostgreSQL's server (15 or newer) was not found: install it with ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("TX_PG_BIN", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apts_plan_is_read_for_the_libraries_that_are_missing()
    {
        const string plan = """
            Reading package lists...
            Inst libpq5 [15.18-0] (15.20-0 Debian-Security:12/oldstable-security [amd64])
            Inst libllvm14 (1:14.0.6-12 Debian:12/stable [amd64])
            Inst libjson-perl (4.10000-1 Debian:12/stable [all])
            Inst postgresql-client-15 (15.20-0 Debian-Security:12/oldstable-security [amd64])
            Inst ssl-cert (1.1.2 Debian:12/stable [all])
            Inst postgresql-15 (15.20-0 Debian-Security:12/oldstable-security [amd64]) []
            Conf libpq5 (15.20-0 Debian-Security:12/oldstable-security [amd64])
            """;

        Assert.Equal(["postgresql-15=15.20-0", "missing", "libpq5=15.20-0"], AptPackages.Needed(plan, ["postgresql-15", "missing"]));
    }

    private static Task<PostgresBinaries?> FindAsync(PostgresSearch search, int? major = null) =>
        PostgresBinaries.FindAsync(search, major, TestContext.Current.CancellationToken);

    private void Install(string folder, string version)
    {
        Directory.CreateDirectory(_temporary[folder]);
        foreach (var name in new[] { "initdb", "postgres", "pg_ctl" })
        {
            var path = Path.Combine(_temporary[folder], name);
            File.WriteAllText(path, $"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
