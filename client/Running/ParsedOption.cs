using System.CommandLine;
using System.CommandLine.Parsing;

namespace Orleans.Tx.Client.Running;

/// <summary>An option whose value is read from one word by a function that throws <see cref="FormatException"/> saying what is allowed.</summary>
internal sealed class ParsedOption<T> : Option<T>
{
    private readonly Func<string, T> _parse;

    public ParsedOption(string name, string description, string helpName, Func<string, T> parse) : base(name)
    {
        _parse = parse;
        Description = description;
        HelpName = helpName;
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = Parsed;
    }

    private T? Parsed(ArgumentResult result)
    {
        try
        {
            return _parse(result.Tokens[0].Value);
        }
        catch (FormatException e)
        {
            result.AddError($"{Name}: {e.Message}");
            return default;
        }
    }
}
