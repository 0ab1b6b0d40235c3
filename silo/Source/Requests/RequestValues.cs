using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source.Tokens;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>What a request sends beside the page's own parameters, secrets read.</summary>
/// <param name="Headers">All headers that the configuration asks for.</param>
/// <param name="Parameter">The parameter that says who asks, for that kind.</param>
/// <param name="Read">The secrets by their references.</param>
internal sealed record RequestValues(
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    KeyValuePair<string, string>? Parameter,
    IReadOnlyDictionary<SecretReference, string> Read)
{
    /// <summary>Tokens that are no configured secrets, and as secret.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>With the token that says who asks.</summary>
    public RequestValues With(AccessToken token) => this with
    {
        Headers = [.. Headers, KeyValuePair.Create("Authorization", $"Bearer {token.Text}")], Tokens = [token.Text],
    };

    /// <summary>Every form in which a secret may turn up in what an API or a library says.</summary>
    public IReadOnlyList<string> Secrets =>
        [.. Read.Values.Concat(Tokens).SelectMany(SecretForms.Of).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
}
