namespace Orleans.Tx.Gateway.Security;

/// <summary>An endpoint takes a form.</summary>
internal sealed class FormMetadata;
