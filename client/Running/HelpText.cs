using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Client.Running;

/// <summary>The help of a command in lines that fit a width: what it does, how it is written, what it takes, examples.</summary>
internal sealed class HelpText(Command command, int width)
{
    private const int Indent = 2;
    private const int WidestName = 30;

    public IEnumerable<StyledLine> Lines()
    {
        foreach (var line in TextWidth.Wrap(command.Description ?? "", width))
            yield return new StyledLine(line);
        foreach (var line in Section("Usage:", [.. TextWidth.Wrap(Usage(), width - Indent, indent: Indent).Select(line => new StyledLine(Blanks(Indent), line))]))
            yield return line;
        var beside = command.Subcommands.Select(sub => sub.Name.Length).Append(0).Max();
        foreach (var (title, commands) in Commands())
        {
            foreach (var line in Section(title, [.. Entries([.. commands.Select(sub => (sub.Name, Brief(sub.Description)))], beside)]))
                yield return line;
        }

        foreach (var line in Section("Arguments:", [.. Entries([.. command.Arguments.Select(argument => (Name(argument), argument.Description ?? ""))])]))
            yield return line;
        foreach (var line in Section("Options:", [.. Entries([.. Options().Select(option => (Name(option), Described(option)))])]))
            yield return line;
        foreach (var line in Section("Examples:", [.. Examples().SelectMany(Example)]))
            yield return line;
        if (command is RootCommand)
        {
            yield return new StyledLine("");
            foreach (var line in TextWidth.Wrap("tx COMMAND --help tells more of each, with examples.", width))
                yield return new StyledLine(line);
        }
    }

    /// <summary>What stands in a list: the beginning of a description.</summary>
    public static string Brief(string? description) => (description ?? "").Split(". ")[0].Split("; ")[0].TrimEnd('.');

    private static IEnumerable<StyledLine> Section(string title, IReadOnlyList<StyledLine> lines)
    {
        if (lines.Count > 0)
            yield return new StyledLine("");
        if (lines.Count > 0)
            yield return new StyledLine(TextRun.Bold(title));
        foreach (var line in lines)
            yield return line;
    }

    private IEnumerable<(string Title, IReadOnlyList<Command> Commands)> Commands()
    {
        var shown = command.Subcommands.Where(sub => !sub.Hidden);
        return command is RootCommand
            ? shown.GroupBy(sub => (sub as TxCommand)?.Group ?? CommandGroup.Operate).OrderBy(group => group.Key).Select(group => (Title(group.Key), (IReadOnlyList<Command>)[.. group]))
            : [("Commands:", [.. shown])];
    }

    private static string Title(CommandGroup group) => group switch
    {
        CommandGroup.Begin => "Begin:",
        CommandGroup.Pull => "Pull:",
        CommandGroup.Ask => "Ask the store:",
        CommandGroup.Files => "Order files:",
        CommandGroup.Operate => "Operate:",
        CommandGroup.Develop => "Test and measure:",
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, "no group"),
    };

    // Beside each other where that leaves the descriptions most of the room, else below each other.
    private IEnumerable<StyledLine> Entries(IReadOnlyList<(string Name, string Description)> entries, int? beside = null)
    {
        var longest = beside ?? entries.Select(entry => entry.Name.Length).Where(length => length <= Math.Min(WidestName, width / 3)).Append(0).Max();
        var start = Indent + longest + 2;
        foreach (var (name, description) in entries)
        {
            var lines = TextWidth.Wrap(description, Math.Max(20, width - start)).ToList();
            if (name.Length <= longest)
                yield return new StyledLine(Blanks(Indent), TextRun.Bold(name), Blanks(start - Indent - name.Length), lines[0]);
            else
                yield return new StyledLine(Blanks(Indent), TextRun.Bold(name));
            foreach (var line in lines.Skip(name.Length <= longest ? 1 : 0))
                yield return new StyledLine(Blanks(start), line);
        }
    }

    // What is broken into lines can still be copied into a shell.
    private IEnumerable<StyledLine> Example(string example)
    {
        var lines = TextWidth.Wrap(example, width - Indent - 2, indent: 4).ToList();
        return lines.Select((line, index) => new StyledLine(Blanks(Indent), index < lines.Count - 1 ? $"{line} \\" : line));
    }

    private string Usage()
    {
        var parts = new List<string> { CommandPath.Of(command) };
        if (command.Subcommands.Count > 0)
            parts.Add(command.Action is null || command is RootCommand ? "COMMAND" : "[COMMAND]");
        parts.AddRange(command.Arguments.Select(argument => Bracketed(Name(argument), argument.Arity)));
        if (Options().Any())
            parts.Add("[OPTIONS]");
        return string.Join(' ', parts);
    }

    private static string Bracketed(string name, ArgumentArity arity)
    {
        var repeated = arity.MaximumNumberOfValues > 1 ? $"{name}..." : name;
        return arity.MinimumNumberOfValues == 0 ? $"[{repeated}]" : repeated;
    }

    private IEnumerable<Option> Options() => command.Options.Where(option => !option.Hidden)
        .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(option => option is HelpOption && !command.Options.Contains(option)));

    private static string Name(Argument argument) => argument.HelpName ?? argument.Name;

    private static string Name(Option option)
    {
        var name = option is HelpOption ? "-h, --help" : option.Name;
        return option.HelpName is { } value ? $"{name} {value}" : name;
    }

    // Some tell it in words of their own.
    private static string Described(Option option)
    {
        var text = option.Description ?? "";
        return option.HasDefaultValue && option.ValueType != typeof(bool) && !text.Contains("(default", StringComparison.Ordinal)
            ? $"{text} (default: {Written(option.GetDefaultValue())})"
            : text;
    }

    private static string Written(object? value) => value is IEnumerable<int> several
        ? string.Join(' ', several)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private IReadOnlyList<string> Examples() => command switch
    {
        TxCommand own => own.Examples,
        RootCommand => ["tx demo", "tx revenue orders.csv", "tx pull --from 2026-W40 --to 2026-W43", "tx months"],
        _ => [],
    };

    private static string Blanks(int count) => new(' ', count);
}
