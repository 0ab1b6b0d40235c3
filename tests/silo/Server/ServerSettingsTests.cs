using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Tests.Server;

public sealed class ServerSettingsTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void Small_container_gets_small_buffers_and_shares_memory_through_files()
    {
        var settings = ServerSettings.Render(new Machine(256 * Megabyte, 64 * Megabyte, 1024 * Megabyte), 5432);

        Assert.Contains("shared_buffers = 64MB\n", settings, StringComparison.Ordinal);
        Assert.Contains("max_wal_size = 128MB\n", settings, StringComparison.Ordinal);
        Assert.Contains("dynamic_shared_memory_type = mmap\n", settings, StringComparison.Ordinal);
    }

    [Fact]
    public void Large_machine_leaves_most_of_its_memory_to_others()
    {
        var settings = ServerSettings.Render(new Machine(65536 * Megabyte, 32768 * Megabyte, 1L << 40), 5432);

        Assert.Contains("shared_buffers = 4096MB\n", settings, StringComparison.Ordinal);
        Assert.Contains("max_wal_size = 4096MB\n", settings, StringComparison.Ordinal);
        Assert.Contains("dynamic_shared_memory_type = posix\n", settings, StringComparison.Ordinal);
    }
}
