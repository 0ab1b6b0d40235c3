using System.Data;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Silo.Postgres;

/// <summary>
/// The way to PostgreSQL, and the only one: here a call leaves its caller's scheduler (a grain's turn is not for waiting), failures
/// that pass by themselves are tried again, and all others become a <see cref="TxException"/>, so that nothing of the driver gets out.
/// </summary>
internal sealed partial class Database(NpgsqlDataSource source, ILogger<Database> logger, StoreInstruments? instruments = null)
{
    private const int Attempts = 5;
    private const int ItemsAhead = 4;

    /// <summary>Runs single statements, each its own transaction.</summary>
    public Task<T> Run<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        Attempt(StoreWork.Statement, connection => work(new StoreSession(connection, cancellationToken)), cancellationToken);

    /// <summary>Runs statements as one transaction, which an exception rolls back. It may be run anew: it must have no other effect.</summary>
    public Task<T> Transact<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        return Attempt(StoreWork.Transaction, connection => InTransaction(connection, IsolationLevel.ReadCommitted, Guarded, cancellationToken), cancellationToken);

        async Task<T> Guarded(StoreSession session)
        {
            await session.Execute(Sql.EndWhenIdle);
            return await work(session);
        }
    }

    /// <summary>Runs queries that all see the same instant.</summary>
    public Task<T> Snapshot<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        Attempt(StoreWork.Snapshot, connection => InTransaction(connection, IsolationLevel.RepeatableRead, work, cancellationToken), cancellationToken);

    /// <summary>
    /// Runs a query whose answer is read while it comes, all of one instant: a few items are held ahead of the reader, and the query ends
    /// with the reading. It is not run anew.
    /// </summary>
    /// <param name="work">Writes the items.</param>
    public async IAsyncEnumerable<T> Stream<T>(
        Func<StoreSession, ChannelWriter<T>, Task> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var items = Channel.CreateBounded<T>(new BoundedChannelOptions(ItemsAhead) { SingleReader = true, SingleWriter = true });
        var writing = Task.Run(() => WriteAll(work, items.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var item in items.Reader.ReadAllAsync(cancellationToken))
                yield return item;
        }
        finally
        {
            // Behind the last item only the transaction ends, and nobody waits for that.
            if (!items.Reader.Completion.IsCompleted)
            {
                await stop.CancelAsync();
                await writing;
            }
        }
    }

    private async Task WriteAll<T>(Func<StoreSession, ChannelWriter<T>, Task> work, ChannelWriter<T> items, CancellationToken cancellationToken)
    {
        using var timed = instruments?.Begin(StoreWork.Stream);
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await InTransaction(connection, IsolationLevel.RepeatableRead, Work, cancellationToken);
        }
        catch (Exception e)
        {
            // Whatever it is, it is for the reader.
            items.TryComplete(StoreFailure.IsOne(e) ? Translated(e) : e);
        }

        async Task<bool> Work(StoreSession session)
        {
            await work(session, items);
            items.Complete();
            return true;
        }
    }

    private Task<T> Attempt<T>(StoreWork kind, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) =>
        Task.Run(() => AttemptSeveralTimes(kind, work, cancellationToken), cancellationToken);

    private async Task<T> AttemptSeveralTimes<T>(StoreWork kind, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        using var timed = instruments?.Begin(kind);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                return await work(connection);
            }
            catch (PostgresException e) when (StoreFailure.PassesByItself(e) && attempt < Attempts)
            {
                LogRetry(attempt, e.SqlState, e.MessageText);
            }
            catch (Exception e) when (StoreFailure.IsOne(e))
            {
                throw Translated(e);
            }
        }
    }

    private static async Task<T> InTransaction<T>(
        NpgsqlConnection connection, IsolationLevel level, Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(level, cancellationToken);
        var result = await work(new StoreSession(connection, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private TxException Translated(Exception exception)
    {
        var translated = StoreFailure.Translate(exception);
        instruments?.Failed(translated.Error);
        if (translated.Error == TxError.Unavailable)
            LogAway(translated.Message);
        else
            LogRefused(exception);
        return translated;
    }

    private static class Sql
    {
        // A silo that hangs in the middle keeps its rows locked: no longer than this, because others go on with its weeks.
        public const string EndWhenIdle = "select set_config('idle_in_transaction_session_timeout', '15s', true)";
    }
}
