using FsCheck;
using FsCheck.Fluent;

namespace Orleans.Tx.Domain.Tests;

/// <summary>States that something holds for whatever a generator makes; of a list that breaks it, a shorter one is looked for.</summary>
internal static class Always
{
    public static void Holds<T>(Gen<T> of, Action<T> statement, int times = 200) =>
        Check(Prop.ForAll(of.ToArbitrary(), statement), times);

    public static void HoldsForLists<T>(Gen<T> ofItem, Action<T[]> statement, int times = 200) =>
        Check(Prop.ForAll(Arb.From(ofItem.ArrayOf(), Shorter), statement), times);

    public static void HoldsForLists<TContext, T>(Gen<TContext> context, Gen<T> ofItem, Action<TContext, T[]> statement, int times = 200)
    {
        var both = context.Zip(ofItem.ArrayOf());
        var arbitrary = Arb.From(both, pair => Shorter(pair.Item2).Select(shorter => (pair.Item1, shorter)));
        Check(Prop.ForAll(arbitrary, pair => statement(pair.Item1, pair.Item2)), times);
    }

    private static void Check(Property property, int times) => property.Check(Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true));

    private static IEnumerable<T[]> Shorter<T>(T[] list)
    {
        if (list.Length > 3)
        {
            yield return list[..(list.Length / 2)];
            yield return list[(list.Length / 2)..];
        }

        for (var left = 0; left < list.Length; left++)
            yield return [.. list[..left], .. list[(left + 1)..]];
    }
}
