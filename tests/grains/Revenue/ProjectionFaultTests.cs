using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Grains.Jobs;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Revenue.Projecting;

namespace Orleans.Tx.Grains.Tests.Revenue;

public sealed class ProjectionFaultTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const int FarBehind = 55;

    private static readonly Gen<Mishap?> SomeMishap = Gen.Frequency(
        (6, Gen.Constant((Mishap?)null)),
        (12, Gen.Elements(Enum.GetValues<Mishap>().Where(mishap => mishap != Mishap.SiloRestarts).ToArray()).Select(mishap => (Mishap?)mishap)),
        (1, Gen.Constant((Mishap?)Mishap.SiloRestarts)));

    private static readonly Gen<ProjectionStep> Step =
        from entries in Gen.Choose(1, 5)
        from chance in Gen.Choose(0, 1_000_000)
        from many in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from mishap in SomeMishap
        from carried in Gen.Elements(true, false)
        select new ProjectionStep(entries, chance, many, mishap, carried);

    private static readonly Arbitrary<ProjectionStep[]> Steps = Arb.From(Step.ArrayOf(), Shorter);

    [Fact]
    public void Whatever_happens_on_the_way_ledgers_and_matrix_are_what_the_log_comes_to() =>
        Prop.ForAll(Steps, Run).Check(Config.QuickThrowOnFailure.WithMaxTest(50).WithEndSize(30).WithQuietOnSuccess(true));

    private static IEnumerable<ProjectionStep[]> Shorter(ProjectionStep[] steps)
    {
        if (steps.Length > 3)
        {
            yield return steps[..(steps.Length / 2)];
            yield return steps[(steps.Length / 2)..];
        }

        for (var left = 0; left < steps.Length; left++)
            yield return [.. steps[..left], .. steps[(left + 1)..]];
    }

    private async Task Run(ProjectionStep[] steps)
    {
        var source = silo.NewSource();
        source.Store.Log.ReadsAtMost = 7;
        var script = new LogScript();
        foreach (var step in steps)
        {
            for (var batch = 0; batch < (step.Many ? FarBehind : 1); batch++)
                source.Add(script.Batch(step.Many ? step with { Entries = 1, Chance = step.Chance + batch } : step));
            if (step.Mishap is { } mishap)
                await Happen(source, mishap);
            await silo.ProjectionOf(source).Advance();
            if (step.Carried)
                await silo.Carry(source);
            AssertOneSnapshot(source, await Answer(source));
            silo.Clock.Advance(TimeSpan.FromMilliseconds(step.Chance % 1500));
        }

        source.Faults.End();
        await silo.Carry(source);
        await silo.AssertAllRight(source);
    }

    private async Task<RevenueAnswer> Answer(FakeSource source)
    {
        while (true)
        {
            try
            {
                return await silo.Report(source);
            }
            catch (TxException failure) when (failure.Error == TxError.Unavailable)
            {
                // A planned failure met the question instead of the projection.
            }
        }
    }

    private async Task GiveUpRebuild(FakeSource source)
    {
        var projection = silo.ProjectionOf(source);
        var started = await projection.Rebuild();
        var ended = await projection.CancelRebuild(started.Id);
        Assert.NotEqual(JobState.Running, ended.State);
    }

    private async Task Happen(FakeSource source, Mishap mishap)
    {
        var faults = source.Faults;
        switch (mishap)
        {
            case Mishap.CommitFails:
                faults.Fail(StoreStep.Commit);
                break;
            case Mishap.CommitIsNotAnswered:
                faults.LoseAnswer(StoreStep.Commit);
                break;
            case Mishap.ReadFails:
                faults.Fail(StoreStep.Read);
                break;
            case Mishap.BulkFails:
                faults.Fail(StoreStep.CarryFar);
                break;
            case Mishap.BulkIsNotAnswered:
                faults.LoseAnswer(StoreStep.CarryFar);
                break;
            case Mishap.SomeoneElseCommitsBeforeBulk:
                faults.Precede(StoreStep.CarryFar, () => ForeignProjection.Carry(source, 7));
                break;
            case Mishap.IsRebuilt:
                await silo.ProjectionOf(source).Rebuild();
                break;
            case Mishap.RebuildFails:
                faults.Fail(StoreStep.CarryFar);
                await silo.ProjectionOf(source).Rebuild();
                break;
            case Mishap.RebuildIsGivenUp:
                await GiveUpRebuild(source);
                break;
            case Mishap.PositionFails:
                faults.Fail(StoreStep.Position);
                break;
            case Mishap.LedgerFails:
                faults.Fail(StoreStep.Ledger);
                break;
            case Mishap.SomeoneElseCommitsFirst:
                faults.Precede(StoreStep.Commit, () => ForeignProjection.Carry(source, 7));
                break;
            case Mishap.SomeoneElseCommitsWhileLedgersAreRead:
                faults.Precede(StoreStep.Ledger, () => ForeignProjection.Carry(source, 7));
                break;
            case Mishap.SomeoneElseCommits:
                ForeignProjection.Carry(source, 7);
                break;
            case Mishap.CustomersAreLost:
                for (var customer = 0; customer < 5; customer++)
                    await silo.Deactivate(source, $"/c{customer}");
                break;
            case Mishap.ProjectionIsLost:
                await silo.Deactivate(source, source.Name);
                break;
            case Mishap.EveryoneIsLost:
                await silo.Deactivate(source);
                break;
            case Mishap.SiloRestarts:
                await silo.Restart();
                break;
        }
    }
}
