using System.Runtime.Versioning;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Tests.Server;

[UnsupportedOSPlatform("windows")]
public sealed class ServerLogTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Log_over_its_limit_moves_to_the_previous_file_while_the_server_goes_on_appending()
    {
        var log = new ServerLog(_temporary["log"], limit: 10);
        using var server = new FileStream(log.Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        server.Write("first line\n"u8);
        server.Flush();

        log.Bound();

        Assert.Equal(0, log.End());
        Assert.Equal("first line\n", File.ReadAllText(log.Path + ".1"));
    }

    [Fact]
    public void Log_within_its_limit_stays()
    {
        var log = new ServerLog(_temporary["log"], limit: 10);
        File.WriteAllText(log.Path, "short\n");

        log.Bound();

        Assert.Equal("short\n", File.ReadAllText(log.Path));
    }

    [Fact]
    public void Tail_is_the_last_lines_after_the_position_given()
    {
        var log = new ServerLog(_temporary["log"]);
        File.WriteAllText(log.Path, "before\n");
        var start = log.End();
        File.AppendAllText(log.Path, "one\ntwo\nthree\n");

        Assert.Equal(["two", "three"], log.Tail(start, lines: 2));
        Assert.Equal(["one", "two", "three"], log.Tail(start, lines: 5));
    }
}
