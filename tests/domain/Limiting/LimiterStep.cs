using FsCheck;
using FsCheck.Fluent;

namespace Orleans.Tx.Domain.Tests.Limiting;

/// <summary>One thing that happens in a model run.</summary>
/// <param name="Amount">Tenths of a second to wait or to be down, or permits that are wanted.</param>
/// <param name="Seed">Decides what becomes of the permits.</param>
internal sealed record LimiterStep(LimiterStepKind Kind, int Amount, int Seed)
{
    public static Gen<LimiterStep> Any { get; } =
        from kind in Gen.Frequency(
            (10, Gen.Constant(LimiterStepKind.Ask)),
            (6, Gen.Constant(LimiterStepKind.Wait)),
            (2, Gen.Constant(LimiterStepKind.WaitForFree)),
            (1, Gen.Constant(LimiterStepKind.Crash)))
        from amount in Gen.Frequency((3, Gen.Choose(0, 6)), (1, Gen.Choose(0, 60)))
        from seed in Gen.Choose(0, int.MaxValue)
        select new LimiterStep(kind, amount, seed);
}
