using FsCheck;
using FsCheck.Fluent;
using Orleans.Storage;
using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Tests.Stores;

namespace Orleans.Tx.Grains.Tests.Limiting;

public sealed class LimiterFaultTests(TestSilo silo) : IClassFixture<TestSilo>, IAsyncLifetime
{
    private const int Limit = 8;

    private static readonly Gen<LimiterStep> Step =
        from kind in Gen.Frequency(
            (8, Gen.Constant(LimiterStepKind.SomeoneWants)),
            (5, Gen.Constant(LimiterStepKind.TimePasses)),
            (9, Gen.Elements(Enum.GetValues<LimiterStepKind>())))
        from amount in Gen.Choose(1, 20)
        from which in Gen.Choose(0, Limit)
        select new LimiterStep(kind, amount, which);

    private TestSilo _other = null!;

    public async ValueTask InitializeAsync() => _other = await silo.Beside();

    public ValueTask DisposeAsync() => _other.DisposeAsync();

    [Fact]
    public void Whatever_happens_the_source_may_never_count_more_than_it_allows_in_a_window() => Holds(processes: 1);

    [Fact]
    public void Whatever_happens_to_two_that_know_nothing_of_each_other_the_source_may_never_count_more_than_it_allows() => Holds(processes: 2);

    private void Holds(int processes) => Prop
        .ForAll(Arb.From(Gen.ArrayOf(Step, 60)), steps => Run(steps, processes))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(80).WithQuietOnSuccess(true));

    private async Task Run(LimiterStep[] steps, int processes)
    {
        var source = silo.NewSource();
        var limit = new WindowLimit(Limit, TimeSpan.FromSeconds(40), timeout: TimeSpan.FromSeconds(7), lease: TimeSpan.FromSeconds(5));
        source.Settings = source.Settings with { Limit = limit };
        var requests = new List<SentRequest>();
        foreach (var step in steps)
        {
            await Take(source, step, processes, requests);
            var now = silo.Clock.GetUtcNow();
            Assert.InRange(requests.Count(request => request.Latest > now - limit.Window), 0, Limit);
        }
    }

    private async Task Take(FakeSource source, LimiterStep step, int processes, List<SentRequest> requests)
    {
        var process = step.Which % processes == 0 ? silo : _other;

        // No two activations begin at the same instant: their leases would be the same.
        silo.Clock.Advance(TimeSpan.FromMilliseconds(1));
        switch (step.Kind)
        {
            case LimiterStepKind.SomeoneWants:
                await Want(process.LimiterOf(source), source, step.Amount, requests);
                break;
            case LimiterStepKind.TimePasses:
                silo.Clock.Advance(TimeSpan.FromSeconds(step.Amount));
                break;
            case LimiterStepKind.WriteFails:
                source.Faults.Fail(StoreStep.WriteState);
                break;
            case LimiterStepKind.WriteIsNotAnswered:
                source.Faults.LoseAnswer(StoreStep.WriteState);
                break;
            case LimiterStepKind.SomeoneElseWrites:
                source.States.Touch(source);
                break;
            case LimiterStepKind.Crashes:
                await silo.Crash(source);
                break;
            case LimiterStepKind.Stops:
                await silo.Deactivate(source);
                break;
            default:
                await Settle(source, step, requests);
                break;
        }
    }

    private async Task Want(ILimiterGrain limiter, FakeSource source, int permits, List<SentRequest> requests)
    {
        try
        {
            var (limits, now) = (source.Settings.Limit, silo.Clock.GetUtcNow());
            var answer = await limiter.Want(permits);
            for (var permit = 0; permit < answer.Granted; permit++)
                requests.Add(new SentRequest(limiter, answer.Lease, now, now + limits.Lease + limits.Timeout, IsUnderWay: true));
        }
        catch (Exception failure) when (failure is TxException or InconsistentStateException)
        {
            // Nothing was granted.
        }
    }

    // A request ends in time: before its lease and its timeout have passed.
    private async Task Settle(FakeSource source, LimiterStep step, List<SentRequest> requests)
    {
        var now = silo.Clock.GetUtcNow();
        var place = requests.FindIndex(Math.Min(step.Which, requests.Count), request => request.IsUnderWay && request.Latest >= now);
        if (place < 0)
            return;

        var (request, outcome) = (requests[place], OutcomeOf(step.Kind));
        var latest = outcome == PermitOutcome.Unknown ? now + source.Settings.Limit.Timeout : now;
        requests[place] = request with { IsUnderWay = false, Latest = latest < request.Latest ? latest : request.Latest };
        if (outcome == PermitOutcome.Unsent)
            requests.RemoveAt(place);
        try
        {
            await request.Limiter.Settle(request.Lease, outcome);
        }
        catch (InconsistentStateException)
        {
            // A refusal was to be stored at once, and someone else had written: the next activation takes over.
        }
    }

    private static PermitOutcome OutcomeOf(LimiterStepKind kind) => kind switch
    {
        LimiterStepKind.RequestIsAccepted => PermitOutcome.Accepted,
        LimiterStepKind.RequestIsRejected => PermitOutcome.Rejected,
        LimiterStepKind.PermitComesBack => PermitOutcome.Unsent,
        _ => PermitOutcome.Unknown,
    };
}
