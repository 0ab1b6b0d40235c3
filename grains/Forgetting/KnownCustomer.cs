namespace Orleans.Tx.Grains.Forgetting;

/// <summary>What is known of a customer.</summary>
/// <param name="IsThere">Something of them is stored.</param>
/// <param name="ForgottenAt">When their forgetting began, by the store's clock; null where it never did.</param>
public readonly record struct KnownCustomer(bool IsThere, DateTimeOffset? ForgottenAt);
