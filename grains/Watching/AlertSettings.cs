namespace Orleans.Tx.Grains.Watching;

/// <summary>What a person is told of.</summary>
/// <param name="IsOn">Whether there is anywhere to tell it.</param>
/// <param name="Lag">How old the first batch may be that is not counted.</param>
/// <param name="Stalled">How long a week that is under way may go without anything stored.</param>
public sealed record AlertSettings(bool IsOn, TimeSpan Lag, TimeSpan Stalled)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(15);

    /// <summary>How often is looked: what is told late is told by a small part of what was waited for.</summary>
    public TimeSpan Every => (Lag < Stalled ? Lag : Stalled) / 10 is var tenth && tenth < Soonest ? Soonest : tenth < Latest ? tenth : Latest;
}
