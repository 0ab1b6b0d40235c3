namespace Orleans.Tx.Client.Server;

/// <summary>The service answers, but its store does not: the same question may be answered later.</summary>
internal sealed class ServiceAwayException(string message) : Exception(message);
