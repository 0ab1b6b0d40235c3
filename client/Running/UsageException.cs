namespace Orleans.Tx.Client.Running;

/// <summary>The command was used wrongly. The message names the option or key, the value, and what is allowed.</summary>
internal sealed class UsageException(string message) : Exception(message);
