namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>The store can't be had: the message is one sentence for the user, the exit status says whose turn it is.</summary>
public sealed class StoreException : Exception
{
    private StoreException(string message, int exitCode, Exception? inner)
        : base(message, inner) => ExitCode = exitCode;

    /// <summary>The exit status that a console ends with: 1 the work failed, 2 usage or configuration is wrong.</summary>
    public int ExitCode { get; }

    /// <summary>Something that the user chose can't work: exit status 2.</summary>
    public static StoreException Misconfigured(string message, Exception? inner = null) => new(message, 2, inner);

    /// <summary>What was chosen is right, but the work failed: exit status 1.</summary>
    public static StoreException Failed(string message, Exception? inner = null) => new(message, 1, inner);
}
