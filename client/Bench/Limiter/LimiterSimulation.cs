using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>Some hours of one policy against one server, in virtual time. There is always more to be sent.</summary>
internal sealed class LimiterSimulation
{
    public const double Timeout = 30;

    private readonly SimulationCase _case;
    private readonly SimulatedServer _server;
    private readonly ILimitPolicy _policy;
    private readonly OtherClient _other;
    private readonly Random _chance;
    private readonly bool _arrivesAtOnce;
    private readonly double _clock;

    // One place for each request that may be under way. There are few: looking through them is faster than keeping them in order.
    private readonly double[] _due;
    private readonly Flight[] _flights;
    private readonly Stack<int> _free;
    private double _wakesAt = double.MaxValue;
    private long _sent;
    private long _accepted;

    private LimiterSimulation(SimulationCase its, SimulatedServer server, ILimitPolicy policy, OtherClient other, Random chance)
    {
        (_case, _server, _policy, _other, _chance) = (its, server, policy, other, chance);
        // Who knows everything knows the server's time too.
        _arrivesAtOnce = policy is OraclePolicy;
        _clock = _arrivesAtOnce ? 1 : its.ClientClock;
        (_due, _flights) = (new double[its.InFlight], new Flight[its.InFlight]);
        _free = new Stack<int>(Enumerable.Range(0, its.InFlight).Reverse());
        Array.Fill(_due, double.MaxValue);
    }

    /// <summary>The sums over all hours; the same arguments give the same sums.</summary>
    /// <param name="policy">Made for the server, from seeded chance.</param>
    /// <param name="observer">Called at every moment at which something happened.</param>
    public static SimulationResult Run(
        SimulationCase its, Func<SimulatedServer, Random, ILimitPolicy> policy, bool countsRejected, SimulationDay day,
        Action<double, SimulatedServer>? observer = null)
    {
        var server = new SimulatedServer(its.Trace(day.Chance(0), day.Seconds), countsRejected);
        var other = its.Shared ? new OtherClient(day.Chance(3), day.Seconds) : OtherClient.None;
        var simulation = new LimiterSimulation(its, server, policy(server, day.Chance(1)), other, day.Chance(2));
        return simulation.Run(day.Seconds, observer);
    }

    private SimulationResult Run(double seconds, Action<double, SimulatedServer>? observer)
    {
        Send(0);
        for (var now = 0.0; ; observer?.Invoke(now, _server))
        {
            var place = Next();
            var due = place < 0 ? _wakesAt : _due[place];
            now = Math.Min(due, _other.Next);
            if (now >= seconds)
                return new SimulationResult(_sent, _accepted);
            if (_other.Next <= due)
                _other.Arrive(_server);
            else if (place >= 0 && _flights[place].IsArriving)
                Arrive(place, now);
            else
                Go(place, now);
        }
    }

    // Only an answer, or the time it said itself, lets a policy send; and the oracle what others do.
    private void Go(int place, double now)
    {
        if (place >= 0)
            Answer(place, now);
        Send(now);
    }

    private int Next()
    {
        var (place, earliest) = (-1, _wakesAt);
        for (var at = 0; at < _due.Length; at++)
        {
            if (_due[at] < earliest)
                (place, earliest) = (at, _due[at]);
        }

        return place;
    }

    private void Arrive(int place, double now)
    {
        _sent++;
        var accepted = _server.Arrive(now);
        _accepted += accepted ? 1 : 0;
        var lost = _case.Lost > 0 && _chance.NextDouble() < _case.Lost;
        _due[place] = lost ? now + Timeout : _flights[place].AnswerAt;
        _flights[place] = new Flight(false, _due[place], lost ? Outcome.Unknown : accepted ? Outcome.Accepted : Outcome.Rejected);
    }

    private void Answer(int place, double now)
    {
        _due[place] = double.MaxValue;
        _free.Push(place);
        _policy.Completed(place, _flights[place].Outcome, now * _clock);
    }

    private void Send(double now)
    {
        while (_free.TryPeek(out var place) && _policy.TrySend(place, now * _clock))
        {
            _free.Pop();
            var latency = _case.Latency(_chance);
            _flights[place] = new Flight(true, now + latency, Outcome.Unknown);
            _due[place] = now + (latency * _chance.NextDouble());
            if (_arrivesAtOnce)
                Arrive(place, now);
        }

        // Never the same instant again, or the day would not end.
        _wakesAt = _free.Count == 0 ? double.MaxValue : Math.Max(_policy.NextTry(now * _clock) / _clock, now + 1e-6);
    }

    private readonly record struct Flight(bool IsArriving, double AnswerAt, Outcome Outcome);
}
