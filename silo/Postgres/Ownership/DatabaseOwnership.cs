using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres.Ownership;

/// <summary>
/// One program a database: a session holds an advisory lock for as long as it lives, and its row tells others where to ask.
/// A session that is lost is taken up again where nobody else was faster; else the program has to stop. Silos of a cluster share the lock:
/// any number of them, and nobody else.
/// </summary>
internal sealed partial class DatabaseOwnership : IAsyncDisposable
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _source;
    private readonly bool _shared;
    private readonly TimeProvider _time;
    private readonly ILogger<DatabaseOwnership> _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _lost = new();
    private NpgsqlConnection _session;
    private string? _address;
    private Task _watching = Task.CompletedTask;

    private DatabaseOwnership(NpgsqlDataSource source, NpgsqlConnection session, bool shared, TimeProvider time, ILogger<DatabaseOwnership> logger) =>
        (_source, _session, _shared, _time, _logger) = (source, session, shared, time, logger);

    /// <summary>Is cancelled when another program owns the database now.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <param name="shared">Together with others that share it.</param>
    /// <exception cref="StoreOwnedException">Another live program has it.</exception>
    public static async Task<DatabaseOwnership> TakeAsync(
        NpgsqlDataSource source, bool shared, TimeProvider time, ILogger<DatabaseOwnership> logger, CancellationToken cancellationToken)
    {
        var session = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            if (!await Holds(session, shared ? Sql.LockShared : Sql.Lock, cancellationToken))
                throw new StoreOwnedException(await Owner(session, cancellationToken));

            var ownership = new DatabaseOwnership(source, session, shared, time, logger);
            // Of those who share it, one may have told an address already.
            if (!shared || !await Holds(session, Sql.OthersHold, cancellationToken))
                await ownership.Publish(address: null, cancellationToken);
            ownership._watching = ownership.Watch();
            return ownership;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells others where this program can be asked.</summary>
    public async Task Publish(string? address, CancellationToken cancellationToken)
    {
        _address = address;
        await using var command = _source.CreateCommand(Sql.Publish);
        command.Parameters.Add(new() { Value = Environment.MachineName });
        command.Parameters.Add(new() { Value = Environment.ProcessId });
        command.Parameters.Add(new() { Value = (object?)_address ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        await _session.DisposeAsync();
        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task Watch()
    {
        using var timer = new PeriodicTimer(CheckEvery, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await Check();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The program ends.
        }
        catch (StoreOwnedException taken)
        {
            LogTaken(taken.Message);
            await _lost.CancelAsync();
        }
    }

    private async Task Check()
    {
        try
        {
            await using var command = new NpgsqlCommand("select 1", _session);
            await command.ExecuteScalarAsync(_stop.Token);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            LogSessionLost(e.Message);
            await TakeUpAgain();
        }
    }

    private async Task TakeUpAgain()
    {
        await _session.DisposeAsync();
        try
        {
            _session = await _source.OpenConnectionAsync(_stop.Token);
            if (!await Holds(_session, _shared ? Sql.LockShared : Sql.Lock, _stop.Token))
                throw new StoreOwnedException(await Owner(_session, _stop.Token));
            if (!_shared || _address is not null)
                await Publish(_address, _stop.Token);
        }
        catch (NpgsqlException e)
        {
            // The database is away, so nobody can take it either: the next check tries again.
            LogSessionLost(e.Message);
        }
    }

    private static async Task<bool> Holds(NpgsqlConnection session, string question, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(question, session);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task<Holder?> Owner(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql.Owner, session);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Holder(reader.GetString(0), reader.GetInt32(1), await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2))
            : null;
    }

    private static class Sql
    {
        public const string Lock = "select pg_try_advisory_lock(hashtextextended('tx.owner', 0))";

        public const string LockShared = "select pg_try_advisory_lock_shared(hashtextextended('tx.owner', 0))";

        public const string OthersHold = """
            select exists (
                select from pg_locks l
                join pg_database d on d.oid = l.database
                where d.datname = current_database() and l.locktype = 'advisory' and l.granted and l.pid <> pg_backend_pid()
                    and l.objsubid = 1 and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('tx.owner', 0))
            """;

        public const string Owner = "select host, pid, address from tx.owner";

        public const string Publish = """
            insert into tx.owner (only_one, host, pid, address) values (true, $1, $2, $3)
            on conflict (only_one) do update set host = excluded.host, pid = excluded.pid, address = excluded.address
            """;
    }
}
