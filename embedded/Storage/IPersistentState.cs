using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>
/// A grain's stored state, a constructor parameter with <see cref="PersistentStateAttribute"/>. It is loaded before
/// <c>OnActivateAsync</c>.
/// </summary>
public interface IPersistentState<TState> : IStorage<TState>;
