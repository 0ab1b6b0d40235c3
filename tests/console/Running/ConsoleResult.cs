using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Console.Tests.Running;

/// <summary>What a command line came to.</summary>
internal sealed record ConsoleResult(ExitStatus Status, string Out, string Error);
