namespace Orleans.Tx.Silo.Postgres;

/// <summary>Ways in which the store is asked.</summary>
internal enum StoreWork
{
    /// <summary>Single statements, each its own transaction.</summary>
    Statement,

    /// <summary>Statements that become one commit.</summary>
    Transaction,

    /// <summary>Queries that see the same instant.</summary>
    Snapshot,

    /// <summary>A query whose answer is read while it comes, however slowly its reader takes it.</summary>
    Stream,
}
