namespace Orleans.Tx.Embedded.Tests.Storage;

public sealed record BalanceLine(string Text, DateTimeOffset At);
