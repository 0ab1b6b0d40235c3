using FsCheck;
using FsCheck.Fluent;
using Orleans.Storage;
using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Tests.Stores;

namespace Orleans.Tx.Grains.Tests.Limiting;

public sealed class LimiterFaultTests(TestSilo silo) : IClassFixture<TestSilo>
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

    [Fact]
    public void Whatever_happens_the_source_may_never_count_more_than_it_allows_in_a_window() =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Step, 60)), Run).Check(Config.QuickThrowOnFailure.WithMaxTest(80).WithQuietOnSuccess(true));

    private async Task Run(LimiterStep[] steps)
    {
        var source = silo.NewSource();
        var limit = new WindowLimit(Limit, TimeSpan.FromSeconds(40), timeout: TimeSpan.FromSeconds(7), lease: TimeSpan.FromSeconds(5));
        source.Settings = source.Settings with { Limit = limit };
        var requests = new List<SentRequest>();
        foreach (var step in steps)
        {
            await Take(source, step, requests);
            var now = silo.Clock.GetUtcNow();
            Assert.InRange(requests.Count(request => request.Latest > now - limit.Window), 0, Limit);
        }
    }

    private async Task Take(FakeSource source, LimiterStep step, List<SentRequest> requests)
    {
        switch (step.Kind)
        {
            case LimiterStepKind.SomeoneWants:
                await Want(source, step.Amount, requests);
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
            default:
                await Settle(source, step, requests);
                break;
        }
    }

    private async Task Want(FakeSource source, int permits, List<SentRequest> requests)
    {
        try
        {
            var (limit, now) = (source.Settings.Limit, silo.Clock.GetUtcNow());
            var answer = await silo.LimiterOf(source).Want(permits);
            for (var permit = 0; permit < answer.Granted; permit++)
                requests.Add(new SentRequest(answer.Lease, now, now + limit.Lease + limit.Timeout, IsUnderWay: true));
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
            await silo.LimiterOf(source).Settle(request.Lease, outcome);
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
