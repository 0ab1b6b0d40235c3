using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>A day of one policy against one server, in virtual time. There is always more to be sent.</summary>
internal sealed class LimiterSimulation
{
    public const double Timeout = 30;

    private readonly PriorityQueue<Happening, double> _next = new();
    private readonly SimulationCase _case;
    private readonly SimulatedServer _server;
    private readonly ILimitPolicy _policy;
    private readonly Random _chance;
    private readonly bool _arrivesAtOnce;
    private double _wakesAt = double.MaxValue;
    private int _inFlight;
    private long _requests;
    private long _sent;
    private long _accepted;

    private LimiterSimulation(SimulationCase its, SimulatedServer server, ILimitPolicy policy, int seed)
    {
        (_case, _server, _policy, _chance) = (its, server, policy, new Random(seed));
        _arrivesAtOnce = policy is OraclePolicy;
    }

    /// <param name="policy">Made for the server, from seeded chance.</param>
    public static SimulationResult Run(SimulationCase its, Func<SimulatedServer, Random, ILimitPolicy> policy, bool countsRejected, int seed)
    {
        var server = new SimulatedServer(its.Trace(new Random(seed)), countsRejected);
        return new LimiterSimulation(its, server, policy(server, new Random(seed + 1)), seed + 2).Run(new Random(seed + 3));
    }

    private SimulationResult Run(Random others)
    {
        if (_case.Shared)
            ScheduleOthers(others);
        Send(0);
        while (_next.TryDequeue(out var happening, out var now) && now < LimitTrace.Day)
        {
            Happen(happening, now);
            if (happening.Kind != HappeningKind.Arrival)
                Send(now);
        }

        return new SimulationResult(_sent, _accepted);
    }

    // Its requests come evenly, up to half of the limit.
    private void ScheduleOthers(Random others)
    {
        for (var hour = 0; hour < 24; hour++)
        {
            var count = others.Next(0, 1 + (int)(LimitTrace.Most / 2 * 3600 / SimulatedServer.Window));
            for (var request = 0; request < count; request++)
                _next.Enqueue(new Happening(HappeningKind.Other, 0, Outcome.Unknown, 0), (hour + others.NextDouble()) * 3600);
        }
    }

    private void Happen(Happening happening, double now)
    {
        switch (happening.Kind)
        {
            case HappeningKind.Arrival:
                Arrive(happening, now);
                break;
            case HappeningKind.Answer:
                _inFlight--;
                _policy.Completed(happening.Request, happening.Outcome, now);
                break;
            case HappeningKind.Other:
                _server.Arrive(now);
                break;
            case HappeningKind.Wake when now >= _wakesAt:
                _wakesAt = double.MaxValue;
                break;
        }
    }

    private void Arrive(Happening happening, double now)
    {
        _sent++;
        var accepted = _server.Arrive(now);
        _accepted += accepted ? 1 : 0;
        var lost = _chance.NextDouble() < _case.Lost;
        var outcome = lost ? Outcome.Unknown : accepted ? Outcome.Accepted : Outcome.Rejected;
        _next.Enqueue(happening with { Kind = HappeningKind.Answer, Outcome = outcome }, lost ? now + Timeout : happening.AnswerAt);
    }

    private void Send(double now)
    {
        while (_inFlight < _case.InFlight && _policy.TrySend(_requests, now))
        {
            _inFlight++;
            var latency = _case.ShortestLatency * Math.Pow(_case.LongestLatency / _case.ShortestLatency, _chance.NextDouble());
            var arrival = new Happening(HappeningKind.Arrival, _requests++, Outcome.Unknown, now + latency);
            if (_arrivesAtOnce)
                Arrive(arrival, now);
            else
                _next.Enqueue(arrival, now + (latency * _chance.NextDouble()));
        }

        if (_inFlight == _case.InFlight)
            return;

        // Never the same instant again, or the day would not end.
        var next = Math.Max(_policy.NextTry(now), now + 1e-6);
        if (next >= _wakesAt)
            return;
        _wakesAt = next;
        _next.Enqueue(new Happening(HappeningKind.Wake, 0, Outcome.Unknown, 0), next);
    }

    private readonly record struct Happening(HappeningKind Kind, long Request, Outcome Outcome, double AnswerAt);
}
