namespace Orleans.Tx.Grains.Forgetting;

/// <summary>Whom to forget.</summary>
/// <param name="Customer">The customer's id, as the source writes it.</param>
[GenerateSerializer, Immutable, Alias("tx.ForgetRequest")]
public sealed record ForgetRequest([property: Id(0)] string? Customer);
