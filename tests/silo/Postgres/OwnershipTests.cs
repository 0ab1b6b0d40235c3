using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Tx.Silo.Postgres.Ownership;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class OwnershipTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly Uri Address = new("http://127.0.0.1:4711/");

    private readonly StoreDatabase _store = new(server);

    public ValueTask InitializeAsync() => _store.InitializeAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Database_that_one_program_owns_is_refused_to_others_with_its_address()
    {
        await using var owner = await Take(shared: false);
        await owner.Publish(Address.ToString(), TestContext.Current.CancellationToken);

        foreach (var shared in (bool[])[false, true])
        {
            var refused = await Assert.ThrowsAsync<StoreOwnedException>(() => Take(shared));
            Assert.Equal((Environment.ProcessId, Address.ToString()), (refused.Holder!.Pid, refused.Holder.Address));
        }
    }

    [Fact]
    public async Task Database_that_silos_share_takes_more_of_them_and_nobody_else()
    {
        await using var first = await Take(shared: true);
        await using var second = await Take(shared: true);

        await Assert.ThrowsAsync<StoreOwnedException>(() => Take(shared: false));
    }

    [Fact]
    public async Task Address_that_one_of_those_who_share_has_told_stays_when_another_comes()
    {
        await using var first = await Take(shared: true);
        await first.Publish(Address.ToString(), TestContext.Current.CancellationToken);
        await using var second = await Take(shared: true);

        var refused = await Assert.ThrowsAsync<StoreOwnedException>(() => Take(shared: false));

        Assert.Equal(Address.ToString(), refused.Holder!.Address);
    }

    [Fact]
    public async Task Address_of_an_owner_that_is_gone_is_told_no_more()
    {
        await using (var gone = await Take(shared: false))
            await gone.Publish(Address.ToString(), TestContext.Current.CancellationToken);
        // As when its program ends.
        _store.Source.Clear();
        await using var silo = await Take(shared: true);

        var refused = await Assert.ThrowsAsync<StoreOwnedException>(() => Take(shared: false));

        Assert.Null(refused.Holder!.Address);
    }

    private Task<DatabaseOwnership> Take(bool shared) => DatabaseOwnership.TakeAsync(
        _store.Source, shared, TimeProvider.System, NullLogger<DatabaseOwnership>.Instance, TestContext.Current.CancellationToken);
}
