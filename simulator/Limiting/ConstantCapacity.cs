namespace Orleans.Tx.Simulator.Limiting;

internal sealed class ConstantCapacity(int requests, TimeSpan window) : CapacitySchedule(requests, window)
{
    protected override double LevelAt(double second) => 1000;
}
