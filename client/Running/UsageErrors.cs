using System.CommandLine;
using System.CommandLine.Parsing;

namespace Orleans.Tx.Client.Running;

/// <summary>Turns what the parser found wrong into one sentence that says what is allowed.</summary>
internal static class UsageErrors
{
    /// <exception cref="UsageException">The command line is wrong.</exception>
    public static void ThrowIfAny(ParseResult parse)
    {
        if (parse.Action is HelpWithExamples)
            return;
        if (UnknownOption(parse) is { } option)
            throw new UsageException($"{option} is no option of {Name(parse)}; {Meant(option, Options(parse))}{Name(parse)} --help lists them");
        if (parse.Errors.Count > 0)
            throw new UsageException(Sentence(parse, parse.Errors[0]));
    }

    // What looks like an option is none of the files or words that a command takes, unless it stands after --.
    private static string? UnknownOption(ParseResult parse)
    {
        var arguments = parse.CommandResult.Children.OfType<ArgumentResult>().SelectMany(result => result.Tokens).Select(token => token.Value);
        return parse.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value is ['-', _, ..])
            .Select(token => token.Value)
            .Intersect(arguments.Concat(parse.UnmatchedTokens))
            .FirstOrDefault();
    }

    private static string Sentence(ParseResult parse, ParseError error) => error.SymbolResult switch
    {
        _ when parse.UnmatchedTokens is [var word, ..] => Unmatched(parse, word),
        OptionResult { Tokens.Count: 0, Implicit: false } result => NeedsValue(result.Option),
        ArgumentResult { Parent: OptionResult { Tokens.Count: 0, Implicit: false } result } => NeedsValue(result.Option),
        ArgumentResult { Tokens.Count: 0 } result => $"{Name(parse)} needs {result.Argument.HelpName ?? result.Argument.Name}; {Name(parse)} --help shows an example",
        _ => error.Message,
    };

    private static string Unmatched(ParseResult parse, string word)
    {
        var commands = parse.CommandResult.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).ToList();
        if (Meant(word, commands) is { Length: > 0 } meant)
            return $"'{word}' is no command of {Name(parse)}; {meant}{Name(parse)} --help lists them";
        return commands.Count > 0
            ? $"'{word}' is no command of {Name(parse)}: {string.Join(", ", commands)}"
            : $"'{word}' is one word too many for {Name(parse)}; {Name(parse)} --help shows what it takes";
    }

    private static string Meant(string typed, IEnumerable<string> words) => NearWord.Of(typed, words) is { } near ? $"did you mean {near}? " : "";

    // Of the command itself and, since the help is an option of all, of those it belongs to.
    private static IEnumerable<string> Options(ParseResult parse) => parse.CommandResult.Command.Options.Select(option => option.Name).Append("--help");

    private static string NeedsValue(Option option) =>
        option.HelpName is { } values ? $"{option.Name} needs a value: {values}" : $"{option.Name} needs a value";

    private static string Name(ParseResult parse) => CommandPath.Of(parse.CommandResult.Command);
}
