using System.CommandLine;
using System.CommandLine.Parsing;

namespace Orleans.Tx.Client.Running;

/// <summary>An option whose value is one of a few words. <typeparamref name="T"/> is no bool: the parser would take such an option for a switch.</summary>
internal sealed class ChoiceOption<T> : Option<T>
{
    private readonly IReadOnlyList<(string Word, T Value)> _choices;

    /// <param name="choices">The allowed words; the first is the default.</param>
    public ChoiceOption(string name, string description, params IReadOnlyList<(string Word, T Value)> choices) : base(name)
    {
        _choices = choices;
        var words = choices.Select(choice => choice.Word).ToList();
        Description = $"{description} (default: {words[0]})";
        HelpName = string.Join('|', words);
        CompletionSources.Add([.. words]);
        // The help shows a factory's value by the name it has in the code; the description has its word already.
        if (!EqualityComparer<T>.Default.Equals(choices[0].Value, default))
            DefaultValueFactory = _ => choices[0].Value;
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = Chosen;
    }

    private T? Chosen(ArgumentResult result)
    {
        var word = result.Tokens[0].Value;
        foreach (var choice in _choices)
        {
            if (string.Equals(choice.Word, word, StringComparison.OrdinalIgnoreCase))
                return choice.Value;
        }

        result.AddError($"{Name} '{word}' is not known; allowed: {string.Join(", ", _choices.Select(choice => choice.Word))}");
        return default;
    }
}
