using Orleans.Storage;

namespace Orleans.Tx.Embedded.Tests.Storage;

/// <summary>What holds for states in any storage.</summary>
public abstract class StateTests
{
    [Fact]
    public async Task A_grain_that_never_stored_its_state_begins_with_a_new_one()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<IKeeperGrain>("a");

        await grain.Run(keeper =>
        {
            Assert.Equal(0, keeper.Balance.State.Amount);
            Assert.False(keeper.Balance.RecordExists);
            Assert.Null(keeper.Balance.Etag);
            return Task.CompletedTask;
        }).Soon();
    }

    [Fact]
    public async Task A_state_is_loaded_before_OnActivateAsync_with_all_that_was_stored()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<IKeeperGrain>("a");
        await grain.Run(async keeper =>
        {
            keeper.Balance.State.Amount = 12.345678901234567890m;
            keeper.Balance.State.Lines.Add(new("first", new(2026, 11, 23, 1, 2, 3, TimeSpan.Zero)));
            keeper.Balance.State.ByMonth["2026-11"] = 7;
            keeper.Balance.State.Close("audit");
            await keeper.Balance.WriteStateAsync();
            keeper.Note.State = new("words", 5);
            await keeper.Note.WriteStateAsync();
        }).Soon();
        await EndActivation(grain);

        await grain.Run(keeper =>
        {
            Assert.Equal(12.345678901234567890m, keeper.AmountWhenActivated);
            Assert.Equal([new("first", new(2026, 11, 23, 1, 2, 3, TimeSpan.Zero))], keeper.Balance.State.Lines);
            Assert.Equal(7, keeper.Balance.State.ByMonth["2026-11"]);
            Assert.Equal("audit", keeper.Balance.State.ClosedBy);
            Assert.True(keeper.Balance.RecordExists);
            Assert.Equal("1", keeper.Balance.Etag);
            Assert.Equal(new("words", 5), keeper.Note.State);
            return Task.CompletedTask;
        }).Soon();
    }

    [Fact]
    public async Task A_write_by_somebody_else_makes_the_next_one_fail_with_both_versions_and_the_activation_end()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<IKeeperGrain>("a");
        await grain.Run(keeper => keeper.Balance.WriteStateAsync()).Soon();
        await StealAsync(silo, grain);

        var failure = await Assert.ThrowsAsync<InconsistentStateException>(
            () => grain.Run(keeper => keeper.Balance.WriteStateAsync()).Soon());
        Assert.Equal(("2", "1"), (failure.StoredEtag, failure.CurrentEtag));

        // A fresh activation has read what is stored, and may write.
        await grain.Run(keeper => keeper.Balance.WriteStateAsync()).Soon();
        Assert.Equal("3", await Read(grain, keeper => keeper.Balance.Etag));
    }

    [Fact]
    public async Task Of_two_first_writes_the_second_fails()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<IKeeperGrain>("a");
        await grain.Run(_ => Task.CompletedTask).Soon();
        await StealAsync(silo, grain);

        var failure = await Assert.ThrowsAsync<InconsistentStateException>(
            () => grain.Run(keeper => keeper.Balance.WriteStateAsync()).Soon());

        Assert.Equal(("1", null), (failure.StoredEtag, failure.CurrentEtag));
    }

    [Fact]
    public async Task A_cleared_state_is_new_again_and_can_be_written_again()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<IKeeperGrain>("a");
        await grain.Run(async keeper =>
        {
            keeper.Balance.State.Amount = 1;
            await keeper.Balance.WriteStateAsync();
            await keeper.Balance.ClearStateAsync();
            Assert.Equal(0, keeper.Balance.State.Amount);
            Assert.False(keeper.Balance.RecordExists);
        }).Soon();
        await EndActivation(grain);

        await grain.Run(async keeper =>
        {
            Assert.Equal(0, keeper.Balance.State.Amount);
            Assert.False(keeper.Balance.RecordExists);
            keeper.Balance.State.Amount = 2;
            await keeper.Balance.WriteStateAsync();
            Assert.True(keeper.Balance.RecordExists);
        }).Soon();
    }

    [Fact]
    public async Task Writes_of_interleaving_turns_wait_for_each_other()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<IKeeperGrain>("a");

        await grain.Run(async keeper =>
        {
            var writes = new List<Task>();
            for (var amount = 1; amount <= 10; amount++)
            {
                keeper.Balance.State.Amount = amount;
                writes.Add(keeper.Balance.WriteStateAsync());
            }

            await Task.WhenAll(writes);
            Assert.Equal("10", keeper.Balance.Etag);
        }).Soon();
        await EndActivation(grain);

        Assert.Equal(10, await Read(grain, keeper => keeper.AmountWhenActivated));
    }

    [Fact]
    public async Task A_state_used_outside_of_the_grains_turns_says_so()
    {
        await using var silo = await StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => silo.Grains.GetGrain<IKeeperGrain>("a").Run(
            keeper => Task.Run(() => keeper.Balance.State.Amount)).Soon());
    }

    private protected abstract Task<TestSilo> StartAsync();

    private static async Task<T> Read<T>(IKeeperGrain grain, Func<KeeperGrain, T> read)
    {
        T? value = default;
        await grain.Run(keeper =>
        {
            value = read(keeper);
            return Task.CompletedTask;
        }).Soon();
        return value!;
    }

    private static Task EndActivation(IKeeperGrain grain) => grain.Run(keeper =>
    {
        keeper.DeactivateOnIdle();
        return Task.CompletedTask;
    }).Soon();

    // Writes the grain's state past its activation, as another silo would.
    private static async Task StealAsync(TestSilo silo, IKeeperGrain grain)
    {
        var storage = GrainStorages.Get(silo.Services, KeeperGrain.Storage, grain.GetGrainId());
        var state = new GrainState<Balance>(new());
        await storage.ReadStateAsync("balance", grain.GetGrainId(), state);
        await storage.WriteStateAsync("balance", grain.GetGrainId(), state);
    }
}
