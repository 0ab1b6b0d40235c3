namespace Orleans.Tx.Silo.Configuration;

/// <summary>An option whose text is never shown as it is.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RedactedAttribute : Attribute;
