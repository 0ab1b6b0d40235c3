using System.Globalization;
using Orleans.Tx.Grains.Revenue;
using static Orleans.Tx.Grains.Tests.Revenue.Orders;

namespace Orleans.Tx.Grains.Tests.Revenue;

/// <summary>A log that makes sense: only orders that stand are restated or removed. Few customers and months, so that they often meet.</summary>
internal sealed class LogScript
{
    private readonly List<LogEntry> _standing = [];

    public LogEntry[] Batch(ProjectionStep step)
    {
        var chance = new Random(step.Chance);
        var batch = new List<LogEntry>();
        for (var entry = 0; entry < step.Entries; entry++)
        {
            var restates = _standing.Count > 0 && chance.Next(3) == 0;
            if (restates)
                batch.Add(TakeBack(chance.Next(_standing.Count)));
            if (!restates || chance.Next(4) > 0)
                batch.Add(Stand(chance));
        }

        return [.. batch];
    }

    private LogEntry TakeBack(int place)
    {
        var order = _standing[place];
        _standing.RemoveAt(place);
        return order.Back();
    }

    private LogEntry Stand(Random chance)
    {
        var order = Order(
            string.Create(CultureInfo.InvariantCulture, $"c{chance.Next(5)}"),
            string.Create(CultureInfo.InvariantCulture, $"2026-{1 + chance.Next(6):D2}-{1 + chance.Next(3):D2}"),
            chance.Next(-200, 1000) / 100m,
            chance.Next(3) == 0 ? "USD" : "EUR");
        _standing.Add(order);
        return order;
    }
}
