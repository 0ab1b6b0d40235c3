namespace Orleans.Core;

/// <summary>A piece of stored state of a known type.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory; never null after it was loaded.</summary>
    TState State { get; set; }
}
