namespace Orleans.Tx.Grains.Watching;

/// <summary>Looks after all sources and tells a person what needs one. There is one; its key is <see cref="Key"/>.</summary>
[Alias("tx.IWatchGrain")]
public interface IWatchGrain : IGrainWithStringKey
{
    const string Key = "watch";

    /// <summary>Begins to look, again and again from now on, also after a crash; where it does, nothing changes.</summary>
    [Alias("Watch")]
    Task Watch();
}
