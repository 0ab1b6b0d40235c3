namespace Orleans.Tx.Client.Completion;

/// <summary>What a script of either shell compares as it reads the words up to the cursor.</summary>
internal static class CompletionSteps
{
    /// <summary>The options that a value follows.</summary>
    public static IEnumerable<string> Valued(IReadOnlyList<CompletedCommand> commands) =>
        commands.SelectMany(command => command.Options).Where(option => option.Value.Kind != ValueKind.None).Select(option => option.Name).Distinct();

    /// <summary>Every command as a pattern: the one above it, a blank, its own word.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<CompletedCommand> commands) => commands
        .Where(command => command.Path.Length > 0)
        .Select(command => command.Path.Contains(' ', StringComparison.Ordinal) ? $"\"{command.Path}\"" : $"\" {command.Path}\"");
}
