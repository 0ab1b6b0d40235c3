namespace Orleans.Tx.Embedded.Tests.Storage;

/// <summary>A state that can only be made whole.</summary>
public sealed record Note(string Text, int Length);
