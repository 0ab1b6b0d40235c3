namespace Orleans.Tx.Silo.Configuration;

/// <summary>A key of the configuration with the value that counts.</summary>
/// <param name="Key">The full key, such as <c>Sources:acme:Limit:Requests</c>.</param>
/// <param name="Value">
/// Its value as it would be written; secrets are redacted, several values stand with commas between, none is empty.
/// </param>
/// <param name="Origin">The configuration file's name, <c>environment</c>, <c>option</c> or <c>default</c>.</param>
public sealed record EffectiveValue(string Key, string Value, string Origin);
