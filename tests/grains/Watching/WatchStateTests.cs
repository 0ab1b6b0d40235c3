using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Grains.Watching;

namespace Orleans.Tx.Grains.Tests.Watching;

public sealed class WatchStateTests
{
    private static readonly string[] Sources = ["a", "b", "c"];

    /// <summary>Whatever comes and goes, and whenever somebody hears: of each condition is told that it holds, then that it is over, each once.</summary>
    [Fact]
    public void Messages_of_a_condition_alternate_and_end_with_how_it_is()
    {
        var step = from holds in Gen.Elements(true, false).ListOf(Sources.Length) from heard in Gen.Choose(0, 3) select (holds, heard);

        Prop.ForAll(step.ListOf().ToArbitrary(), steps =>
        {
            var state = new WatchState();
            var told = Sources.ToDictionary(source => source, _ => new List<bool>(), StringComparer.Ordinal);
            var now = new List<Condition>();
            foreach (var (holds, heard) in steps)
            {
                now = [.. Sources.Where((_, place) => holds[place]).Select(source => new Condition { Kind = AlertKinds.Lag, Source = source })];
                state.Take(now);
                Tell(state, told, heard);
            }

            Tell(state, told, int.MaxValue);
            Assert.All(told, source =>
            {
                Assert.Equal(Enumerable.Range(0, source.Value.Count).Select(place => place % 2 == 1), source.Value);
                Assert.Equal(now.Exists(condition => condition.Source == source.Key), source.Value is [.., false]);
            });
            Assert.Equal(now.Count, state.Conditions.Count);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_holds_already_changes_nothing()
    {
        var state = new WatchState();

        Assert.True(state.Take([new Condition { Kind = AlertKinds.Lag, Source = "a" }]));
        Assert.False(state.Take([new Condition { Kind = AlertKinds.Lag, Source = "a", Message = "in other words", Since = 1 }]));
    }

    private static void Tell(WatchState state, Dictionary<string, List<bool>> told, int most)
    {
        for (; most > 0 && state.Due() is { } due; most--)
        {
            told[due.Source].Add(due.ToAlert(DateTimeOffset.UnixEpoch).Resolved);
            state.Told(due);
        }
    }
}
