using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Domain.Tests.Limiting;

public sealed class LimiterModelTests
{
    private static readonly Gen<WindowLimit> Limits =
        from requests in Gen.Choose(1, 7)
        from window in Gen.Choose(1, 60)
        from timeout in Gen.Choose(1, 30)
        from lease in Gen.Choose(1, 60)
        select new WindowLimit(requests, Tenths(window), Tenths(timeout), Tenths(lease));

    private static readonly Gen<int> Seeds = Gen.Choose(0, int.MaxValue);

    private static readonly Gen<LimiterContext> Contexts =
        from limit in Limits
        from seed in Seeds
        from activations in Gen.Choose(1, 2)
        from storeJumps in Gen.Elements(false, true)
        select new LimiterContext(limit, seed, activations, storeJumps);

    [Fact]
    public void Server_never_counts_more_than_the_limit_and_rejects_nothing_when_that_is_constant() => Always.HoldsForLists(
        Contexts, LimiterStep.Any,
        static (context, steps) =>
        {
            var run = context.Run(_ => context.Limit.Requests);
            foreach (var step in steps)
                run.Take(step);
            run.ComeToRest();
            Assert.InRange(run.Server.MostInAnyWindow(), 0, context.Limit.Requests);
            Assert.Equal(0, run.Server.Rejections);
        }, times: 3000);

    [Fact]
    public void Server_never_counts_more_than_the_limit_when_it_quietly_allows_less() => Always.HoldsForLists(
        Contexts, LimiterStep.Any,
        static (context, steps) =>
        {
            var run = context.Run(context.Changing);
            foreach (var step in steps)
                run.Take(step);
            run.ComeToRest();
            Assert.InRange(run.Server.MostInAnyWindow(), 0, context.Limit.Requests);
        }, times: 1500);

    [Fact]
    public void Every_slot_becomes_free_again_after_the_longest_hold() => Always.HoldsForLists(
        Contexts, LimiterStep.Any,
        static (context, steps) =>
        {
            var run = context.Run(context.Changing);
            foreach (var step in steps)
                run.Take(step);
            run.AssertNothingLeaks();
        }, times: 1000);

    [Fact]
    public void Source_that_keeps_its_limit_is_never_left_waiting_for_good() => Always.Holds(Limits.Zip(Seeds), static context =>
    {
        var (limit, seed) = context;
        var run = new LimiterRun(limit, _ => limit.Requests);
        for (var round = 0; round < 50; round++)
        {
            run.Take(new LimiterStep(LimiterStepKind.Ask, limit.Requests, seed + round));
            run.Take(new LimiterStep(LimiterStepKind.WaitForFree, 0, 0));
        }

        run.ComeToRest();
        Assert.True(run.Granted > limit.Requests);
        Assert.Equal(0, run.Server.Rejections);
    });

    private static TimeSpan Tenths(int tenths) => TimeSpan.FromMilliseconds(100 * tenths);
}
