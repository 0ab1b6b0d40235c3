using System.Text;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>What an API says, fit for a message: one line, short, without the secrets of the request.</summary>
internal sealed class ApiWords(IReadOnlyList<string> secrets)
{
    /// <summary>The most characters that are kept.</summary>
    public const int Most = 300;

    // Read beyond what is kept, so that a secret is never cut before it is found.
    private const int MostRead = 64 * 1024;

    /// <summary>Whether a text holds a secret. One of a few characters may stand anywhere by chance, and is none worth the name.</summary>
    public bool Hide(string text) => secrets.Any(secret => secret.Length >= 6 && text.Contains(secret, StringComparison.Ordinal));

    public string Of(ReadOnlySpan<byte> text) => Of(Encoding.UTF8.GetString(text[..Math.Min(text.Length, MostRead)]));

    public string Of(string text)
    {
        foreach (var secret in secrets)
            text = text.Replace(secret, Redaction.Mark, StringComparison.Ordinal);

        var line = new StringBuilder();
        foreach (var letter in text)
        {
            if (line.Length > Most)
                break;
            if (!char.IsWhiteSpace(letter) && !char.IsControl(letter))
                line.Append(letter);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }

        var words = line.ToString().TrimEnd();
        if (words.Length <= Most)
            return words;
        return string.Concat(words.AsSpan(0, char.IsHighSurrogate(words[Most - 2]) ? Most - 2 : Most - 1), "…");
    }
}
