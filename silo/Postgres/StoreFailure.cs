using System.Net.Sockets;
using Npgsql;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Silo.Postgres;

/// <summary>What a failure of the driver or server means to those who asked the store.</summary>
internal static class StoreFailure
{
    // The driver has no name for it.
    private const string IdleInTransaction = "25P03";

    /// <summary>Two transactions were in each other's way: the same one again will do.</summary>
    public static bool PassesByItself(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>The failure is the store's, not the program's or the caller's.</summary>
    public static bool IsOne(Exception exception) =>
        exception is NpgsqlException or SocketException or IOException or TimeoutException;

    /// <summary>The failure in one sentence; of the server's words only those that hold no data and no secret.</summary>
    public static TxException Translate(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } stopped => new TxException(
            TxError.Unavailable,
            $"The store stopped the work: {stopped.MessageText} (SQLSTATE {stopped.SqlState}). A question that takes too long may be narrowed by time, customers or currency."),
        PostgresException refused when IsAway(refused.SqlState) =>
            new TxException(TxError.Unavailable, $"The store is away: {refused.MessageText} (SQLSTATE {refused.SqlState})."),
        PostgresException refused =>
            new TxException(TxError.Invalid, $"The store refused the work: {refused.MessageText} (SQLSTATE {refused.SqlState})."),
        _ => new TxException(TxError.Unavailable, $"The store is away: {Reason(failure)}."),
    };

    // Connection lost, a transaction that was left open too long, no room, shut down or cancelled, the system's own errors, standing by: none of it is the statement's fault.
    private static bool IsAway(string sqlState) =>
        sqlState[..2] is "08" or "40" or "53" or "55" or "57" or "58" or "XX"
        || sqlState is PostgresErrorCodes.ReadOnlySqlTransaction or IdleInTransaction;

    private static string Reason(Exception failure)
    {
        var inner = failure.InnerException is { } cause && !failure.Message.Contains(cause.Message, StringComparison.Ordinal)
            ? $" ({cause.Message.TrimEnd('.')})"
            : "";
        return failure.Message.TrimEnd('.') + inner;
    }
}
