namespace Orleans.Tx.Client.Completion;

/// <summary>An option as a shell offers it.</summary>
internal readonly record struct CompletedOption(string Name, string Description, CompletedValue Value);
