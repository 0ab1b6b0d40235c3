using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// The root of all grain interfaces. Their methods return <see cref="Task"/>, <see cref="ValueTask"/> or <see
/// cref="IAsyncEnumerable{T}"/>.
/// </summary>
public interface IGrain : IAddressable;
