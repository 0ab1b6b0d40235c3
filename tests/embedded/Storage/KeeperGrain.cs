using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Storage;

/// <summary>A grain with two states.</summary>
public sealed class KeeperGrain(
    [PersistentState("balance", KeeperGrain.Storage)] IPersistentState<Balance> balance,
    [PersistentState("note", KeeperGrain.Storage)] IPersistentState<Note> note) : Grain, IKeeperGrain
{
    public const string Storage = "keeper";

    public IPersistentState<Balance> Balance { get; } = balance;

    public IPersistentState<Note> Note { get; } = note;

    public decimal AmountWhenActivated { get; private set; }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        AmountWhenActivated = Balance.State.Amount;
        return Task.CompletedTask;
    }

    public Task Run(Func<KeeperGrain, Task> script) => script(this);

    public new void DeactivateOnIdle() => base.DeactivateOnIdle();
}
