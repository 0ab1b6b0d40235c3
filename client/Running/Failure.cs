using System.Data.Common;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Postgres.Ownership;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Client.Running;

/// <summary>What an exception means to the person at the console: one sentence and an exit status.</summary>
internal readonly record struct Failure(ExitStatus Status, string Sentence)
{
    /// <summary>The one place where exceptions get their exit status: a new kind is a new line here.</summary>
    public static Failure? Of(Exception thrown, CancellationToken cancellation) => thrown switch
    {
        OperationCanceledException when cancellation.IsCancellationRequested => new(ExitStatus.Interrupted, "interrupted"),
        UsageException => new(ExitStatus.Usage, thrown.Message),
        WorkException or ServiceAwayException => new(ExitStatus.Failed, thrown.Message),
        ConfigurationException => new(ExitStatus.Usage, string.Join("; ", Lines(thrown.Message))),
        StoreException store => new((ExitStatus)store.ExitCode, store.Message),
        DataFolderInUseException or StoreOwnedException => new(ExitStatus.Failed, thrown.Message),
        TxException { Error: TxError.Invalid } => new(ExitStatus.Usage, thrown.Message),
        TxException => new(ExitStatus.Failed, thrown.Message),
        // What the engine keeps in the database it asks for past the store, while it starts.
        DbException => new(ExitStatus.Failed, $"The store is away: {OneLine(thrown.Message)}"),
        IOException or UnauthorizedAccessException => new(ExitStatus.Failed, OneLine(thrown.Message)),
        _ => new(ExitStatus.Failed, $"unexpected {thrown.GetType().Name}, a fault of this program: {OneLine(thrown.Message)}"),
    };

    private static string OneLine(string message) => string.Join(' ', Lines(message));

    private static string[] Lines(string message) => message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
