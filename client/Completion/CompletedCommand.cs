using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Completion;

/// <summary>A command as a shell has to know it.</summary>
/// <param name="Path">Its words after <c>tx</c>; empty for <c>tx</c> itself.</param>
/// <param name="Commands">The commands that belong to it.</param>
/// <param name="Argument">What follows it beside options.</param>
internal sealed record CompletedCommand(
    string Path, IReadOnlyList<(string Name, string Description)> Commands, IReadOnlyList<CompletedOption> Options, CompletedValue Argument)
{
    /// <summary>A command and all that belong to it.</summary>
    public static IEnumerable<CompletedCommand> All(Command command, string path = "")
    {
        var shown = command.Subcommands.Where(sub => !sub.Hidden).ToList();
        yield return new CompletedCommand(
            path, [.. shown.Select(sub => (sub.Name, HelpText.Brief(sub.Description)))], [.. command.Options.Where(option => !option.Hidden && option is not HelpOption).Select(Of), Help],
            command.Arguments.Select(argument => Value(argument, argument.ValueType, argument.HelpName ?? argument.Name)).FirstOrDefault());
        foreach (var sub in shown.SelectMany(sub => All(sub, $"{path} {sub.Name}".Trim())))
            yield return sub;
    }

    private static CompletedOption Help => new("--help", "Show what it does, and examples", CompletedValue.Of(ValueKind.None));

    private static CompletedOption Of(Option option) => new(
        option.Name, HelpText.Brief(option.Description), option.Name == "--source" ? CompletedValue.Of(ValueKind.Sources) : Value(option, option.ValueType, option.HelpName));

    private static CompletedValue Value(Symbol symbol, Type type, string? placeholder)
    {
        if (type == typeof(bool) || symbol is VersionOption)
            return CompletedValue.Of(ValueKind.None);
        // The words of a choice; those of its type would come in both spellings.
        var words = placeholder?.Contains('|', StringComparison.Ordinal) == true
            ? placeholder.Split('|')
            : symbol.GetCompletions(CompletionContext.Empty).Select(item => item.Label).ToArray();
        return words.Length > 0 ? new CompletedValue(ValueKind.Words, words) : CompletedValue.Of(placeholder switch
        {
            not null when placeholder.StartsWith("FILE", StringComparison.Ordinal) => ValueKind.Files,
            "DIR" => ValueKind.Folders,
            _ => ValueKind.Free,
        });
    }
}
