using System.Collections.Concurrent;
using Orleans.Tx.Grains;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>
/// A source's secrets, from environment and files; files are read once, and again when the API no longer accepts what they held.
/// </summary>
internal sealed class SourceSecrets
{
    private readonly string _key;
    private readonly SourceOptions _source;
    private readonly IReadOnlyList<(string Key, SecretReference Reference)> _references;
    private readonly ConcurrentDictionary<SecretReference, string> _files = new();

    public SourceSecrets(string key, SourceOptions source)
    {
        (_key, _source) = (key, source);
        _references = [.. References(key, source)];
    }

    /// <exception cref="TxException">A secret can't be read, or can't be sent.</exception>
    public RequestValues Read()
    {
        var secrets = new Dictionary<SecretReference, string>();
        foreach (var (key, reference) in _references)
        {
            secrets[reference] = reference.InFile
                ? _files.GetOrAdd(reference, each => SecretText.OfFile(key, each))
                : SecretText.OfEnvironment(key, reference);
        }

        var headers = _source.Headers.Select(header => KeyValuePair.Create(header.Key, Revealed(header.Value, secrets))).ToList();
        if (AuthHeader(secrets) is { } auth)
            headers.Add(auth);
        foreach (var (name, value) in headers)
            CheckHeader(name, value);
        return new RequestValues(headers, AuthParameter(secrets), secrets);
    }

    /// <summary>Reads the files again; true where any secret differs from what was sent.</summary>
    /// <exception cref="TxException">A secret can't be read, or can't be sent.</exception>
    public bool Changed(RequestValues sent)
    {
        _files.Clear();
        var now = Read();
        return sent.Read.Any(secret => now.Read[secret.Key] != secret.Value);
    }

    private static string Revealed(string value, Dictionary<SecretReference, string> secrets) =>
        SecretReference.TryParse(value) is { } secret ? secrets[secret] : value;

    private KeyValuePair<string, string>? AuthHeader(Dictionary<SecretReference, string> secrets) => _source.Auth switch
    {
        { Kind: AuthKind.Bearer, Secret: { } secret } => KeyValuePair.Create("Authorization", $"Bearer {secrets[secret]}"),
        { Kind: AuthKind.Basic, Secret: { } secret } =>
            KeyValuePair.Create("Authorization", $"Basic {SecretForms.Base64(UserAndPassword(secrets[secret]))}"),
        { Kind: AuthKind.Header, Secret: { } secret, Name: { } name } => KeyValuePair.Create(name, secrets[secret]),
        _ => null,
    };

    private KeyValuePair<string, string>? AuthParameter(Dictionary<SecretReference, string> secrets) =>
        _source.Auth is { Kind: AuthKind.Query, Secret: { } secret, Name: { } name } ? KeyValuePair.Create(name, secrets[secret]) : null;

    private string UserAndPassword(string secret) => secret.Contains(':', StringComparison.Ordinal)
        ? secret
        : throw new TxException(TxError.Invalid, $"{_key}:Auth:Secret names what is not of the form user:password, which Kind Basic needs");

    private void CheckHeader(string name, string value)
    {
        if (!value.All(letter => letter is >= ' ' and <= '~'))
            throw new TxException(TxError.Invalid, $"{_key}: the secret for the header {name} is not all printable ASCII, as it must be");
    }

    private static IEnumerable<(string Key, SecretReference Reference)> References(string key, SourceOptions source)
    {
        var headers = source.Headers.Select(header => ($"{key}:Headers:{header.Key}", SecretReference.TryParse(header.Value)));
        var query = source.Query
            .SelectMany(each => each.Value.Select(value => ($"{key}:Query:{each.Key}", SecretReference.TryParse(value))));
        var body = (source.Body?.Values ?? new Dictionary<string, string>())
            .Select(value => ($"{key}:Body:{value.Key}", SecretReference.TryParse(value.Value)));
        return headers.Concat(query).Concat(body).Append(($"{key}:Auth:Secret", source.Auth.Secret))
            .Append(($"{key}:Auth:ClientSecret", source.Auth.ClientSecret)).Append(($"{key}:Auth:RefreshToken", source.Auth.RefreshToken))
            .Where(each => each.Item2 is not null).Select(each => (each.Item1, each.Item2!));
    }
}
