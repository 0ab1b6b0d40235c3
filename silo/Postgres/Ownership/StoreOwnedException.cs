using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres.Ownership;

/// <summary>Another live program works on the store: this one can only be its client.</summary>
public sealed class StoreOwnedException(Holder? holder) : Exception(Sentence(holder))
{
    /// <summary>Who it is, as far as that is told.</summary>
    public Holder? Holder { get; } = holder;

    private static string Sentence(Holder? holder) => holder switch
    {
        null => "another program works on the database.",
        { Address: null } => $"process {holder.Pid} on {holder.Host} works on the database and can't be asked: it is only just starting, or ending.",
        _ => $"process {holder.Pid} on {holder.Host} works on the database; it answers at {holder.Address}.",
    };
}
