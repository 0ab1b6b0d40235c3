using System.Globalization;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>The server's settings, worked out anew at each start; ALTER SYSTEM overrides them.</summary>
internal static class ServerSettings
{
    private const long Megabyte = 1 << 20;

    /// <summary>The content of a configuration file. Durability stays as PostgreSQL has it: fsync and synchronous_commit are on.</summary>
    public static string Render(Machine machine, int port)
    {
        var memory = machine.Memory / Megabyte;
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Written at each start by Orleans.Tx: change settings with ALTER SYSTEM.
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            max_connections = 100

            shared_buffers = {Math.Clamp(memory / 4, 16, 4096)}MB
            effective_cache_size = {Math.Max(memory / 2, 64)}MB
            work_mem = {Math.Clamp(memory / 256, 4, 32)}MB
            maintenance_work_mem = {Math.Clamp(memory / 16, 32, 256)}MB
            dynamic_shared_memory_type = {(machine.IsShortOfSharedMemory ? "mmap" : "posix")}
            # where they are counted but not granted, touching one kills the server
            huge_pages = off
            # a query over all weeks locks each partition and its indexes
            max_locks_per_transaction = 256

            max_wal_size = {Math.Clamp(machine.Disk / Megabyte / 8, 128, 4096)}MB
            checkpoint_timeout = 15min
            checkpoint_completion_target = 0.9
            wal_compression = on

            jit = off
            random_page_cost = 1.1
            autovacuum = on

            # customers' data stays out of the log
            log_error_verbosity = terse
            log_min_error_statement = panic
            log_checkpoints = off
            log_line_prefix = '%m [%p] '
            # GMT is the zone that needs no files of the system's
            log_timezone = 'GMT'
            timezone = 'GMT'

            """);
    }
}
