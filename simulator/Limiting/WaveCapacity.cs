namespace Orleans.Tx.Simulator.Limiting;

internal sealed class WaveCapacity(int requests, TimeSpan window) : CapacitySchedule(requests, window)
{
    private const double Day = 86_400;
    private const double Step = 300;

    protected override double LevelAt(double second) =>
        1000 - (650 * Math.Max(0, Math.Sin(2 * Math.PI * (Math.Floor(second / Step) * Step) / Day)));
}
