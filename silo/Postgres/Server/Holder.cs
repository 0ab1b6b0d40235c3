namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>The live process that owns a data folder.</summary>
/// <param name="Host">The name of the machine (in a container, the container's).</param>
/// <param name="Pid">Its process id on that machine.</param>
/// <param name="Address">Where it can be asked, once it listens; null until then.</param>
public sealed record Holder(string Host, int Pid, string? Address)
{
    /// <inheritdoc/>
    public override string ToString() => Address is null ? $"process {Pid} on {Host}" : $"process {Pid} on {Host}, which listens on {Address}";
}
