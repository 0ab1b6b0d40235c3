namespace Orleans.Tx.Grains.Watching;

/// <summary>What a person is told. Its JSON is documented in docs/operations.md.</summary>
/// <param name="Id">The same for all messages of one condition, that it is over included.</param>
/// <param name="Kind">One of <see cref="AlertKinds"/>.</param>
/// <param name="Week">The ISO week; null where it is about none.</param>
/// <param name="State">What the week does; null where it is about none.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Since">When the condition came about, by the store's clock.</param>
/// <param name="At">When this message was made, by the store's clock.</param>
/// <param name="Resolved">The condition is over.</param>
public sealed record Alert(
    string Id, string Kind, string Source, string? Week, string? State, string Message, DateTimeOffset Since, DateTimeOffset At, bool Resolved);
