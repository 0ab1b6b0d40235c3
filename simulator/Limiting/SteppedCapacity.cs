using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator.Limiting;

/// <summary>Holds one of a few levels for a while, both by seeded chance, then the next.</summary>
internal sealed class SteppedCapacity : CapacitySchedule
{
    private readonly int[] _levels;
    private readonly double _shortest;
    private readonly double _longest;
    private Draw _chance;
    private int _level;
    private double _until;

    public SteppedCapacity(int requests, TimeSpan window, long seed, int[] levels, double shortest, double longest)
        : base(requests, window)
    {
        (_levels, _shortest, _longest) = (levels, shortest, longest);
        _chance = new Draw(seed, DrawPurpose.Capacity, levels.Length);
    }

    protected override double LevelAt(double second)
    {
        while (_until <= second)
        {
            _level = _levels[_chance.NextBelow(_levels.Length)];
            _until += _shortest + (_chance.Next() * (_longest - _shortest));
        }

        return _level;
    }
}
