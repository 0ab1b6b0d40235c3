using Google.Protobuf.Reflection;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Rpc.Revenue;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Rpc.Transactions;

/// <summary>The groups of one answer as messages: their keys are fields by the same names.</summary>
internal sealed class GroupMessages(string source)
{
    private IReadOnlyList<IFieldAccessor> _keys = [];

    public GroupRows Of(GroupChunk chunk)
    {
        var message = new GroupRows();
        if (chunk.Head is { } head)
        {
            _keys = [.. head.Keys.Select(key => Group.Descriptor.FindFieldByName(key).Accessor)];
            message.Head = new Protos.GroupHead
            {
                Source = source, Definition = head.Definition, Zone = head.Zone, By = { head.Keys }, Coverage = head.Coverage.ToMessage(),
            };
        }

        message.Groups.AddRange(chunk.Rows.Select(Of));
        return message;
    }

    private Group Of(GroupRow row)
    {
        var message = new Group
        {
            Revenue = MoneyText.Of(row.Revenue), NewRevenue = MoneyText.Of(row.NewRevenue), Orders = row.Orders, Customers = row.Customers,
        };
        for (var key = 0; key < _keys.Count; key++)
        {
            if (row.Keys[key] is { } value)
                _keys[key].SetValue(message, value);
        }

        return message;
    }
}
