using Orleans.Tx.Chaos.Tests.Running;
using Orleans.Tx.Client.Cluster;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>What a grain stored is read by a version that knows fewer or more fields.</summary>
public sealed class StateVersionTests
{
    private const string Later = """{"Learned": 3, "Later": {"Of": "a version to come", "Items": [1, 2]}}""";

    [Fact]
    public async Task State_with_a_field_more_and_a_field_less_is_read()
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = 300, Requests = 1000, Window = TimeSpan.FromSeconds(1) });
        var service = await shop.Work.Serve();
        await shop.Work.Output("pull", "--week", Shop.First);

        // Killed, so that what it holds is not stored over it.
        var changed = await new StoreDatabase(shop.Work.Data).All(ClusterEngine.HasClusters ? Sql.ChangeOrleans : Sql.ChangeEmbedded, row => row.GetString(0));
        await service.Kill();
        await shop.Work.Serve();

        Assert.Single(changed);
        Assert.Contains("; 3 are allowed at present", await shop.Work.Output("status"), StringComparison.Ordinal);
        var pulled = await shop.Work.Run("pull", "--week", Shop.Last, "--strict");
        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
    }

    private static class Sql
    {
        // Orleans leaves out what is zero, so there the field less may be gone already.
        public const string ChangeEmbedded = $"""
            update embedded.grain_state
            set payload = (payload - 'RejectionsInRow') || '{Later}'
            where state_name = 'limiter' and payload ? 'Releases'
            returning grain_id
            """;

        public const string ChangeOrleans = $"""
            update tx.orleans_states
            set payload = convert_to(((convert_from(payload, 'UTF8')::jsonb - 'RejectionsInRow') || '{Later}')::text, 'UTF8')
            where convert_from(payload, 'UTF8')::jsonb ? 'Releases'
            returning type
            """;
    }
}
